/** Label by which a namespace enforces a Pod Security Standard. */
export const ENFORCE_LABEL = "pod-security.kubernetes.io/enforce";

/** From the strictest: https://kubernetes.io/docs/concepts/security/pod-security-standards/ */
export const POD_SECURITY_LEVELS = ["restricted", "baseline", "privileged"] as const;

export type PodSecurityLevel = (typeof POD_SECURITY_LEVELS)[number];

/** Labels of a namespace that enforces a level. */
export function podSecurity(level: PodSecurityLevel): Record<string, string> {
  return { [ENFORCE_LABEL]: level };
}

export interface PodSecurityException {
  /** The laxest level that the namespace may enforce. */
  readonly level: PodSecurityLevel;
  readonly reason: string;
}

/** Namespaces that cannot enforce `restricted`. Never one of an app. */
export const POD_SECURITY_EXCEPTIONS: Readonly<Record<string, PodSecurityException>> = {
  "longhorn-system": { level: "privileged", reason: "Longhorn's agents mount devices of the host" },
  "tools-host": { level: "privileged", reason: "node-exporter and CrowdSec's agent read the host's files and logs" },
};
