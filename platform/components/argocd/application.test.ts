import { describe, expect, test } from "vitest";
import type { KubeObject } from "../../kube-object.ts";
import { type ApplicationProps, application } from "./application.ts";

const folder = { repoURL: "https://git/lab.git", targetRevision: "main", path: "rendered/home/shop" };
const chart = { repoURL: "https://git/shop.git", targetRevision: "HEAD", path: "chart" };
/** Every prop: a new one does not compile until it stands here. */
const props: Required<ApplicationProps> = {
  name: "shop",
  project: "shop-project",
  namespace: "shop-space",
  sources: [folder],
  sync: { automated: true, prune: true, selfHeal: false },
  cascade: true,
  wave: 3,
  syncOptions: ["Prune=false"],
};

interface Spec {
  readonly project: string;
  readonly destination: object;
  readonly syncPolicy: { readonly automated?: object; readonly syncOptions: string[]; readonly retry: object };
}
const specOf = (object: KubeObject) => object.spec as Spec;
const policyOf = (changes: Partial<ApplicationProps>) => specOf(application({ ...props, ...changes })).syncPolicy;

describe("application()", () => {
  test("lies in Argo CD's namespace and deploys into its own, in its own project", () => {
    const object = application(props);
    expect(object.metadata).toMatchObject({ name: "shop", namespace: "argocd" });
    expect(specOf(object)).toMatchObject({
      project: "shop-project",
      destination: { server: "https://kubernetes.default.svc", namespace: "shop-space" },
    });
  });

  test("survives a power cut: it retries without a limit, with the newest commit, at most five minutes apart", () => {
    expect(policyOf({}).retry).toEqual({
      limit: -1,
      refresh: true,
      backoff: { duration: "10s", factor: 2, maxDuration: "5m" },
    });
  });

  test("syncs and compares on the server's side, with further options after that", () => {
    expect(policyOf({}).syncOptions).toEqual(["ServerSideApply=true", "Prune=false"]);
    const { syncOptions: _, ...without } = props;
    expect(specOf(application(without)).syncPolicy.syncOptions).toEqual(["ServerSideApply=true"]);
    expect(application(props).metadata.annotations).toMatchObject({
      "argocd.argoproj.io/compare-options": "ServerSideDiff=true",
    });
  });

  test("prunes and heals as its sync policy says, and does neither by itself where that is not automated", () => {
    expect(policyOf({}).automated).toEqual({ prune: true, selfHeal: false });
    expect(policyOf({ sync: { automated: false, prune: true, selfHeal: true } })).not.toHaveProperty("automated");
  });

  test("says its wave as a text, for annotations hold nothing else", () => {
    expect(application(props).metadata.annotations).toMatchObject({ "argocd.argoproj.io/sync-wave": "3" });
  });

  test("takes what it made along when it goes just where it cascades, and then in the background", () => {
    expect(application(props).metadata.finalizers).toEqual(["resources-finalizer.argocd.argoproj.io/background"]);
    expect(application({ ...props, cascade: false }).metadata).not.toHaveProperty("finalizers");
  });

  test("writes one source as source and several as sources, never both: Argo CD would ignore the one", () => {
    const one = application(props).spec;
    const two = application({ ...props, sources: [folder, chart] }).spec;
    expect(one).toMatchObject({ source: folder });
    expect(one).not.toHaveProperty("sources");
    expect(two).toMatchObject({ sources: [folder, chart] });
    expect(two).not.toHaveProperty("source");
  });
});
