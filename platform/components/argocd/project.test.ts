import { describe, expect, test } from "vitest";
import { type ProjectProps, project } from "./project.ts";

/** Every prop: a new one does not compile until it stands here and in a test below. */
const props: Required<ProjectProps> = {
  name: "shop",
  description: "shop in prod",
  repositories: ["https://git/lab.git"],
  namespaces: ["shop", "shop-extra"],
  clusterKinds: [{ group: "", kind: "Namespace", name: "shop" }],
  namespacedKinds: [{ group: "apps", kind: "Deployment" }],
  keep: true,
};

describe("project()", () => {
  test("permits exactly the repositories, namespaces and kinds that it is given", () => {
    expect(project(props)).toMatchObject({
      metadata: { name: "shop", namespace: "argocd" },
      spec: {
        description: "shop in prod",
        sourceRepos: ["https://git/lab.git"],
        destinations: [
          { server: "https://kubernetes.default.svc", namespace: "shop" },
          { server: "https://kubernetes.default.svc", namespace: "shop-extra" },
        ],
        clusterResourceWhitelist: [{ group: "", kind: "Namespace", name: "shop" }],
        namespaceResourceWhitelist: [{ group: "apps", kind: "Deployment" }],
      },
    });
  });

  test("comes before every Application, and outlives them: else their deletion hangs", () => {
    const { annotations, finalizers } = project(props).metadata;
    expect(Number(annotations?.["argocd.argoproj.io/sync-wave"])).toBeLessThan(0);
    expect(finalizers).toEqual(["resources-finalizer.argocd.argoproj.io"]);
  });

  test("stays when it leaves git just where it is told to", () => {
    const option = "argocd.argoproj.io/sync-options";
    expect(project(props).metadata.annotations).toMatchObject({ [option]: "Prune=false" });
    const { keep: _, ...without } = props;
    expect(project(without).metadata.annotations).not.toHaveProperty(option);
  });
});
