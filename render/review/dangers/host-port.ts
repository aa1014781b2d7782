import { mappingsOf } from "../objects/fields.ts";
import { containersOf } from "../objects/pods.ts";
import type { Danger } from "./danger.ts";

/** https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline */
export const hostPort: Danger = {
  id: "host-port",
  level: "note",
  explanation:
    "A pod takes a port of its node: it answers whoever reaches the node, and a second one finds the port taken",
  remedy: "Use a Service, unless the port has to be one of the node's own",
  object: ({ object }) =>
    containersOf(object).flatMap(({ name, path, fields }) =>
      mappingsOf(fields.ports)
        .filter(({ hostPort }) => typeof hostPort === "number" && hostPort > 0)
        .map(({ hostPort }) => ({
          what: `container "${name}" takes port ${hostPort} of its node`,
          field: `${path}.ports`,
        })),
    ),
};
