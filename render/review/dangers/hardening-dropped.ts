import type { KubeObject } from "../../../platform/kube-object.ts";
import { type Fields, fieldsOf, textOf, textsOf, valueAt } from "../objects/fields.ts";
import { containersOfBoth, podsOf } from "../objects/pods.ts";
import type { Danger } from "./danger.ts";

/**
 * What a container says of itself counts before what its pod says of all:
 * https://kubernetes.io/docs/tasks/configure-pod-container/security-context/
 */
export const hardeningDropped: Danger = {
  id: "hardening-dropped",
  level: "warn",
  explanation:
    "A container loses a wall that it had: who takes it over gets further, and a strict namespace refuses its pods",
  remedy: "Keep the wall, and give the container the one file, port or right that it needs",
  change: ({ old, fresh }) => {
    if (old === undefined || fresh === undefined) return [];
    return containersOfBoth(old.object, fresh.object).flatMap(([was, is]) => {
      const [before, after] = [contextOf(old.object, was.fields), contextOf(fresh.object, is.fields)];
      return WALLS.filter(({ stands }) => stands(before) && !stands(after)).map(({ what, field }) => ({
        what: `container "${is.name}" ${what}`,
        field: `${is.path}.securityContext.${field}`,
      }));
    });
  },
};

function contextOf(object: KubeObject, container: Fields): Fields {
  return { ...fieldsOf(podsOf(object)?.spec.securityContext), ...fieldsOf(container.securityContext) };
}

interface Wall {
  readonly what: string;
  readonly field: string;
  readonly stands: (context: Fields) => boolean;
}

const WALLS: readonly Wall[] = [
  {
    what: "may run as root",
    field: "runAsNonRoot",
    stands: ({ runAsNonRoot, runAsUser }) => runAsNonRoot === true || (typeof runAsUser === "number" && runAsUser > 0),
  },
  {
    what: "may gain more rights than it starts with",
    field: "allowPrivilegeEscalation",
    stands: ({ allowPrivilegeEscalation }) => allowPrivilegeEscalation === false,
  },
  {
    what: "may write to its own image",
    field: "readOnlyRootFilesystem",
    stands: ({ readOnlyRootFilesystem }) => readOnlyRootFilesystem === true,
  },
  {
    what: "keeps the capabilities of its runtime",
    field: "capabilities.drop",
    stands: context => textsOf(valueAt(context, "capabilities.drop")).some(dropped => /^all$/i.test(dropped)),
  },
  {
    what: "has no seccomp profile",
    field: "seccompProfile",
    stands: context => /^(RuntimeDefault|Localhost)$/.test(textOf(valueAt(context, "seccompProfile.type")) ?? ""),
  },
];
