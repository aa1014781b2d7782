import { groupKind } from "../../../platform/cluster-scoped.ts";
import { metadataText } from "../objects/fields.ts";
import type { Danger } from "./danger.ts";

/** https://kubernetes.io/docs/concepts/security/pod-security-admission/ */
export const podSecurityLowered: Danger = {
  id: "pod-security-lowered",
  level: "warn",
  explanation:
    "A namespace asks less of its pods: one that takes over its node is no longer refused, or no longer told of",
  remedy: "Keep the level, and move what needs more to a namespace of its own",
  change: ({ old, fresh }) => {
    if (fresh === undefined || groupKind(fresh.object) !== "Namespace") return [];
    return MODES.flatMap(([mode, level]) => {
      const label = `pod-security.kubernetes.io/${mode}`;
      const levelOf = (placed = fresh) => metadataText(placed.object, "labels", label);
      const [was, is] = [old && levelOf(old), levelOf()];
      const field = `metadata.labels["${label}"]`;
      if (old === undefined)
        return mode === "enforce" && is === "privileged"
          ? [{ what: "it is exempt from Pod Security: it takes any pod", field }]
          : [];
      if (strictness(is) >= strictness(was)) return [];
      return [{ what: `"${mode}" goes from ${was} to ${is ?? "nothing"}`, field, level }];
    });
  },
};

const MODES = [
  ["enforce", "warn"],
  ["warn", "note"],
  ["audit", "note"],
] as const;

/** Without a label, or with one that Kubernetes does not know, the cluster's default counts: nothing, unless set. */
function strictness(level: string | undefined): number {
  return Math.max(0, ["privileged", "baseline", "restricted"].indexOf(level ?? ""));
}
