import { valueAt } from "../objects/fields.ts";
import { containersOf } from "../objects/pods.ts";
import type { Danger } from "./danger.ts";

/** https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline */
export const privilegedContainer: Danger = {
  id: "privileged-container",
  level: "warn",
  explanation: "A container runs privileged: who takes it over has the node, and every pod and secret on it",
  remedy: "Add the one capability, or mount the one device, that it needs",
  object: ({ object }) =>
    containersOf(object)
      .filter(({ fields }) => valueAt(fields, "securityContext.privileged") === true)
      .map(({ name, path }) => ({
        what: `container "${name}" is privileged`,
        field: `${path}.securityContext.privileged`,
      })),
};
