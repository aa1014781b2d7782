import type { Deviations } from "../../platform/deviations.ts";
import type { KubeObject } from "../../platform/kube-object.ts";
import { label } from "../../platform/object-identity.ts";
import type { Problem } from "./compare.ts";
import { readReference } from "./reference.ts";

type Registry = Readonly<Record<string, Deviations>>;

/** What a component must match, and what is wrong with where that comes from. */
export interface Share {
  readonly objects: readonly KubeObject[];
  readonly problems: readonly Problem[];
}

/**
 * The upstream objects of one component: of each file that it names, those of its part. Each object of a file must be
 * the share of exactly one of the components that name the file, else it would be nobody's, or compared twice.
 */
export function shareOf(component: string, registry: Registry, folder: string): Share {
  const shares = (registry[component]?.files ?? []).map(file => shareOfFile(component, registry, folder, file));
  const objects = shares.flatMap(share => share.objects);
  return { objects, problems: [...shares.flatMap(share => share.problems), ...repeated(objects)] };
}

function shareOfFile(component: string, registry: Registry, folder: string, file: string): Share {
  const reference = readReference(folder, file);
  if ("unusable" in reference) return { objects: [], problems: [unusable(reference.unusable)] };
  const claims = reference.objects.map(object => ({ object, claimants: claimantsOf(object, file, registry) }));
  return {
    objects: claims.filter(({ claimants }) => claimants.includes(component)).map(({ object }) => object),
    problems: claims.flatMap(({ object, claimants }) => {
      if (claimants.length === 0) return [unclaimed(object, file)];
      return claimants.length > 1 && claimants.includes(component) ? [contested(object, file, claimants)] : [];
    }),
  };
}

function claimantsOf(object: KubeObject, file: string, registry: Registry): string[] {
  return Object.entries(registry)
    .filter(([, { files }]) => files.includes(file))
    .filter(([, { part }]) => part === undefined || part === object.metadata.labels?.["app.kubernetes.io/name"])
    .map(([component]) => component);
}

function unusable(problem: string): Problem {
  return { problem, remedy: 'complete the upstream folder, or mend "files"' };
}

function unclaimed(object: KubeObject, file: string): Problem {
  const part = object.metadata.labels?.["app.kubernetes.io/name"];
  return {
    object: label(object),
    problem: `it stands in "${file}" and is no component's share: its app.kubernetes.io/name is ${JSON.stringify(part) ?? "absent"}`,
    remedy: 'write that name as "part" of the component that has it, and register that',
  };
}

function contested(object: KubeObject, file: string, claimants: readonly string[]): Problem {
  return {
    object: label(object),
    problem: `it stands in "${file}" and is the share of ${claimants.join(" and ")}`,
    remedy: 'write a "part" for each of them',
  };
}

function repeated(objects: readonly KubeObject[]): Problem[] {
  return [...Map.groupBy(objects, label)]
    .filter(([, same]) => same.length > 1)
    .map(([object]) => ({ object, problem: "the upstream has it twice", remedy: 'name one file with it in "files"' }));
}
