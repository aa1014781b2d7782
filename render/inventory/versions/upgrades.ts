import { hostsOf } from "../../../platform/hosts/host-of.ts";
import type { KubeObject } from "../../../platform/kube-object.ts";
import type { Lab } from "../../checks/rule.ts";
import { oncePerLab } from "../once-per-lab.ts";
import { pinsOf } from "./pins.ts";
import { versionCouplingsOf } from "./version-couplings.ts";

/** How something that is pinned comes to another version. */
export interface UpgradeWay {
  readonly name: string;
  readonly version: string;
  /** Component of that name; undefined: hosts run it, or it is a part of a component. */
  readonly component: string | undefined;
  readonly isOnHosts: boolean;
  /** Whether its CRDs move before it does. */
  readonly hasDefinitions: boolean;
  /** What is away while its pods are replaced, a line for each workload of which something is: `Deployment redis`. */
  readonly away: readonly Away[];
  /** Newest minor version that others allow; undefined: nothing was said of it. */
  readonly newest: string | undefined;
  readonly goesBack: boolean;
  readonly skipsMinors: boolean;
}

/** A workload that is away for a while when its pods are replaced. */
export interface Away {
  /** `StatefulSet vault` */
  readonly workload: string;
  readonly why: "one pod" | "node after node" | "when you delete its pod";
}

/** The way to another version of everything that is pinned, in the order of the facts. */
export const upgradesOf = oncePerLab((lab): readonly UpgradeWay[] => {
  const { ceilings, moves } = versionCouplingsOf(lab);
  const units = new Map(lab.units.flatMap(unit => (unit.component ? [[unit.component.name, unit] as const] : [])));
  const onHosts = versionsOnHosts(lab);
  return pinsOf(lab).map(({ name, version, component }) => {
    const unit = units.get(name);
    const move = moves.find(each => each.name === name);
    return {
      ...{ name, version, component },
      isOnHosts: component === undefined && onHosts(version),
      hasDefinitions: unit?.component?.crds !== undefined,
      away: (unit?.objects ?? []).flatMap(awayWhile),
      newest: ceilings.find(each => each.name === name)?.newest,
      goesBack: move?.goesBack ?? true,
      skipsMinors: move?.skipsMinors ?? true,
    };
  });
});

interface WorkloadSpec {
  readonly replicas?: number;
  readonly strategy?: { readonly type?: string };
  readonly updateStrategy?: { readonly type?: string };
}

/** A Deployment that rolls starts the new pod first; all others let go of the old one before. */
function awayWhile({ kind, metadata, spec = {} }: KubeObject): Away[] {
  const { replicas = 1, strategy, updateStrategy } = spec as WorkloadSpec;
  const workload = `${kind} ${metadata.name}`;
  if (kind === "DaemonSet") return [{ workload, why: "node after node" }];
  if (kind === "StatefulSet") {
    if (updateStrategy?.type === "OnDelete") return [{ workload, why: "when you delete its pod" }];
    return replicas === 1 ? [{ workload, why: "one pod" }] : [];
  }
  return kind === "Deployment" && strategy?.type === "Recreate" ? [{ workload, why: "one pod" }] : [];
}

function versionsOnHosts({ cluster }: Lab): (version: string) => boolean {
  const hosts = hostsOf(cluster);
  const programs = new Set(hosts.flatMap(host => host.programs.map(program => program.version)));
  const files = hosts.flatMap(host => host.files.map(({ content }) => content));
  return version => programs.has(version) || files.some(content => content.includes(`:${version}`));
}
