import type { KubeObject } from "../../../platform/kube-object.ts";
import { oncePer } from "../../memory/once-per.ts";
import { type Fields, fieldsOf, mappingsOf, textOf, textsOf, valueAt } from "./fields.ts";
import { containersOf, podsOf } from "./pods.ts";

/** What pods have that a Pod Security level refuses. */
export interface Violations {
  /** What `baseline` refuses, and so `restricted` too. */
  readonly baseline: readonly string[];
  /** What only `restricted` refuses. */
  readonly restricted: readonly string[];
}

/** Of the pods that an object makes; empty lists for one that makes none. https://kubernetes.io/docs/concepts/security/pod-security-standards/ */
export const violationsOf = oncePer((object: KubeObject): Violations => {
  const pods = podsOf(object);
  if (pods === undefined) return { baseline: [], restricted: [] };
  const containers = containersOf(object).map(({ name, fields }) => ({
    name,
    fields,
    own: fieldsOf(fields.securityContext),
  }));
  const general = fieldsOf(pods.spec.securityContext);
  const volumes = mappingsOf(pods.spec.volumes);
  return {
    baseline: [
      ...["hostNetwork", "hostPID", "hostIPC"].filter(field => pods.spec[field] === true),
      ...(volumes.some(({ hostPath }) => hostPath != null) ? ["a hostPath volume"] : []),
      ...containers.flatMap(({ name, fields, own }) => beyondBaseline(fields, own).map(what => `${what} in "${name}"`)),
    ],
    restricted: containers.flatMap(({ name, own }) => beyondRestricted(own, general).map(what => `"${name}" ${what}`)),
  };
});

function beyondBaseline(container: Fields, own: Fields): string[] {
  return [
    ...(own.privileged === true ? ["privileged"] : []),
    ...(mappingsOf(container.ports).some(({ hostPort }) => typeof hostPort === "number" && hostPort > 0)
      ? ["a hostPort"]
      : []),
    ...textsOf(valueAt(own, "capabilities.add")).filter(capability => !ORDINARY.has(capability)),
  ];
}

function beyondRestricted(own: Fields, general: Fields): string[] {
  const profile = textOf(valueAt(own, "seccompProfile.type") ?? valueAt(general, "seccompProfile.type"));
  return [
    ...((own.runAsNonRoot ?? general.runAsNonRoot) === true ? [] : ["without runAsNonRoot: true"]),
    ...((own.runAsUser ?? general.runAsUser) === 0 ? ["with runAsUser: 0"] : []),
    ...(own.allowPrivilegeEscalation === false ? [] : ["without allowPrivilegeEscalation: false"]),
    ...(textsOf(valueAt(own, "capabilities.drop")).includes("ALL") ? [] : ["without dropping ALL capabilities"]),
    ...(profile === "RuntimeDefault" || profile === "Localhost" ? [] : ["without a seccompProfile"]),
  ];
}

/** Capabilities that `baseline` lets pods add. */
export const ORDINARY: ReadonlySet<string> = new Set([
  ...["AUDIT_WRITE", "CHOWN", "DAC_OVERRIDE", "FOWNER", "FSETID", "KILL", "MKNOD", "NET_BIND_SERVICE"],
  ...["SETFCAP", "SETGID", "SETPCAP", "SETUID", "SYS_CHROOT"],
]);
