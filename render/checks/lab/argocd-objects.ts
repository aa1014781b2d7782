import type { ApplicationSource } from "../../../platform/components/argocd/application.ts";
import type { GroupKind } from "../../../platform/components/argocd/kinds.ts";
import type { KubeObject } from "../../../platform/kube-object.ts";
import type { BuiltUnit } from "../../model/unit.ts";
import type { Lab } from "../rule.ts";
import { objectsOfKind } from "./objects-by-kind.ts";

/** An Application or AppProject with the unit that carries it. Its fields are what is written, right or wrong. */
export interface ArgoObject<Spec> {
  readonly unit: BuiltUnit;
  readonly object: KubeObject;
  readonly spec: Spec;
}

export interface ApplicationSpec {
  readonly project?: string;
  readonly destination?: Destination;
  readonly source?: ApplicationSource;
  readonly sources?: readonly ApplicationSource[];
  readonly syncPolicy?: {
    readonly automated?: { readonly enabled?: boolean; readonly prune?: boolean; readonly selfHeal?: boolean };
    readonly syncOptions?: readonly string[];
    readonly retry?: {
      readonly limit?: number;
      readonly refresh?: boolean;
      readonly backoff?: { readonly duration?: string; readonly factor?: number; readonly maxDuration?: string };
    };
  };
}

export interface ProjectSpec {
  readonly sourceRepos?: readonly string[];
  readonly destinations?: readonly Destination[];
  readonly clusterResourceWhitelist?: readonly GroupKind[];
  readonly namespaceResourceWhitelist?: readonly GroupKind[];
  readonly clusterResourceBlacklist?: readonly GroupKind[];
  readonly namespaceResourceBlacklist?: readonly GroupKind[];
}

export interface Destination {
  readonly server?: string;
  readonly name?: string;
  readonly namespace?: string;
}

/** Every Application of a lab. */
export function applicationsOf(lab: Lab): ArgoObject<ApplicationSpec>[] {
  return ofKind(lab, "Application");
}

/** Every AppProject of a lab. */
export function projectsOf(lab: Lab): ArgoObject<ProjectSpec>[] {
  return ofKind(lab, "AppProject");
}

/** What an Application is read from, with the path of the field. */
export function sourcesOf({ source, sources }: ApplicationSpec): { source: ApplicationSource; field: string }[] {
  return [
    ...(source === undefined ? [] : [{ source, field: "spec.source" }]),
    ...(sources ?? []).map((each, index) => ({ source: each, field: `spec.sources[${index}]` })),
  ];
}

/** The parts of an annotation that Argo CD reads as a list: `Prune=false,Delete=false`. */
export function annotationList({ metadata }: KubeObject, annotation: string): string[] {
  return (metadata.annotations?.[annotation] ?? "")
    .split(",")
    .map(part => part.trim())
    .filter(part => part !== "");
}

/** Path of an annotation's field. */
export function annotationField(annotation: string): string {
  return `metadata.annotations[${annotation}]`;
}

function ofKind<Spec>(lab: Lab, kind: string): ArgoObject<Spec>[] {
  return objectsOfKind(lab, kind)
    .filter(({ object }) => object.apiVersion.startsWith("argoproj.io/"))
    .map(({ unit, object }) => ({ unit, object, spec: (object.spec ?? {}) as Spec }));
}
