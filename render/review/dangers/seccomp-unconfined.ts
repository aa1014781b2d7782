import { type Fields, valueAt } from "../objects/fields.ts";
import { containersOf, podsOf } from "../objects/pods.ts";
import type { Danger, Sight } from "./danger.ts";

/** https://kubernetes.io/docs/tutorials/security/seccomp/ */
export const seccompUnconfined: Danger = {
  id: "seccomp-unconfined",
  level: "warn",
  explanation: "Nothing filters what a container asks of the kernel: a hole in the kernel is open to it",
  remedy: "Write RuntimeDefault, or a profile of its own",
  object: ({ object }) => {
    const pods = podsOf(object);
    if (pods === undefined) return [];
    return [
      ...unconfined(pods.spec, "its pods run", pods.path),
      ...containersOf(object).flatMap(({ name, path, fields }) => unconfined(fields, `container "${name}" runs`, path)),
    ];
  },
};

function unconfined({ securityContext }: Fields, subject: string, path: string): Sight[] {
  return (["seccompProfile", "appArmorProfile"] as const)
    .filter(profile => valueAt(securityContext, `${profile}.type`) === "Unconfined")
    .map(profile => ({ what: `${subject} without its ${profile}`, field: `${path}.securityContext.${profile}` }));
}
