import { containersOfBoth } from "../objects/pods.ts";
import type { Danger, Level } from "./danger.ts";

/** https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/ */
export const probeRemoved: Danger = {
  id: "probe-removed",
  level: "warn",
  explanation:
    "A probe goes: without readiness a pod gets traffic before it can answer and a broken release counts as rolled out, without liveness a hung process stays hung",
  remedy: "Keep the probe, or replace it with one that tells as much",
  change: ({ old, fresh }) => {
    if (old === undefined || fresh === undefined) return [];
    return containersOfBoth(old.object, fresh.object).flatMap(([was, is]) =>
      PROBES.filter(([probe]) => was.fields[probe] != null && is.fields[probe] == null).map(([probe, level]) => ({
        what: `container "${is.name}" loses its ${probe}`,
        field: `${is.path}.${probe}`,
        level,
      })),
    );
  },
};

const PROBES: readonly (readonly [string, Level])[] = [
  ["readinessProbe", "warn"],
  ["livenessProbe", "warn"],
  ["startupProbe", "note"],
];
