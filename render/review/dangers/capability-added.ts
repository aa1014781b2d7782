import { textsOf, valueAt } from "../objects/fields.ts";
import { ORDINARY } from "../objects/pod-security.ts";
import { containersOf } from "../objects/pods.ts";
import type { Danger } from "./danger.ts";

/** What the levels `restricted` and `baseline` allow: https://kubernetes.io/docs/concepts/security/pod-security-standards/ */
export const capabilityAdded: Danger = {
  id: "capability-added",
  level: "warn",
  explanation:
    "A container gets a capability of root: some of them, such as SYS_ADMIN or NET_ADMIN, lead on to the node",
  remedy: "Leave it out, or find the narrower one that does",
  object: ({ object }) =>
    containersOf(object).flatMap(({ name, path, fields }) =>
      textsOf(valueAt(fields, "securityContext.capabilities.add"))
        .map(capability => capability.replace(/^CAP_/, ""))
        .filter(capability => capability !== "NET_BIND_SERVICE")
        .map(capability => ({
          what: `container "${name}" gets the capability ${capability}`,
          field: `${path}.securityContext.capabilities.add`,
          ...(ORDINARY.has(capability) && { level: "note" as const }),
        })),
    ),
};
