import { stringify } from "yaml";
import type { KubeObject } from "../../../platform/kube-object.ts";
import { isApplication } from "../../tree/applications.ts";
import type { Situation } from "../situation.ts";
import { situationOf } from "../situation-of.ts";
import { sampleRevision } from "./sample-revision.ts";

/** Objects of each Application, by its name. Applications themselves are made where `applications` does not hold them. */
export type SampleLab = Readonly<Record<string, readonly KubeObject[]>>;

/** The cluster that samples are in. */
export const SAMPLE_CLUSTER = "home";

/** A change between two small labs, as the review sees it. */
export function sampleSituation(before: SampleLab, after: SampleLab): Situation {
  const pages = Object.fromEntries([...Object.keys(before), ...Object.keys(after)].map(unit => [pageOf(unit), ""]));
  const revision = (lab: SampleLab) => sampleRevision({ ...pages, ...filesOf(lab) });
  return situationOf(revision(before), revision(after)).situation;
}

/** What keeps a folder in git that holds no object: without its folder, an Application fails, and deletes nothing. */
function pageOf(unit: string): string {
  return `${SAMPLE_CLUSTER}/${unit}/README.md`;
}

/** An Application that deploys a folder of the sample, pruning and healing by itself. */
export function sampleApplication(name: string, spec: object = {}, metadata: object = {}): KubeObject {
  return {
    apiVersion: "argoproj.io/v1alpha1",
    kind: "Application",
    metadata: {
      name,
      namespace: "argocd",
      finalizers: ["resources-finalizer.argocd.argoproj.io/background"],
      ...metadata,
    },
    spec: {
      project: "default",
      destination: { server: "https://kubernetes.default.svc", namespace: name },
      source: { repoURL: "https://git.example.net/lab.git", targetRevision: "main", path: `${SAMPLE_CLUSTER}/${name}` },
      syncPolicy: { automated: { prune: true, selfHeal: true }, syncOptions: ["ServerSideApply=true"] },
      ...spec,
    },
  };
}

function filesOf(lab: SampleLab): Record<string, string> {
  const given = lab.applications ?? [];
  const isGiven = (name: string) => given.some(object => isApplication(object) && object.metadata.name === name);
  const names = [...Object.keys(lab).filter(name => name !== "applications"), "root"];
  const made = names.filter(name => !isGiven(name)).map(made => applicationNamed(made));
  const units = { ...lab, applications: [...given, ...made] };
  return Object.fromEntries(
    Object.entries(units).flatMap(([unit, objects]) =>
      objects.map(object => [
        `${SAMPLE_CLUSTER}/${unit}/${object.kind.toLowerCase()}-${object.metadata.name}.yaml`,
        stringify(object, { version: "1.1" }), // where an unquoted `y` is true, as to Kubernetes
      ]),
    ),
  );
}

function applicationNamed(name: string): KubeObject {
  if (name !== "root") return sampleApplication(name);
  const source = { repoURL: "https://git.example.net/lab.git", path: `${SAMPLE_CLUSTER}/applications` };
  return sampleApplication("root", { source, destination: { namespace: "argocd" } }, { finalizers: [] });
}
