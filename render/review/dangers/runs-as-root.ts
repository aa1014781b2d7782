import { valueAt } from "../objects/fields.ts";
import { containersOf, podsOf } from "../objects/pods.ts";
import type { Danger } from "./danger.ts";

/** That nothing forbids root any more is told by `hardening-dropped`. */
export const runsAsRoot: Danger = {
  id: "runs-as-root",
  level: "warn",
  explanation: "A container runs as root: what breaks out of it is root on the node",
  remedy: "Run it as another user, with runAsUser and fsGroup, and say runAsNonRoot",
  object: ({ object }) => {
    const general = valueAt(podsOf(object)?.spec, "securityContext.runAsUser");
    return containersOf(object)
      .filter(({ fields }) => (valueAt(fields, "securityContext.runAsUser") ?? general) === 0)
      .map(({ name, path }) => ({
        what: `container "${name}" runs as root`,
        field: `${path}.securityContext.runAsUser`,
      }));
  },
};
