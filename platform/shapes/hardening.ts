import type { Container, PodSpec } from "../kubernetes.ts";

/**
 * Security context of a container without any right, as the Pod Security Standard `restricted` asks, whose image cannot
 * be changed while it runs.
 */
export const CONFINED = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ["ALL"] },
} as const satisfies Container["securityContext"];

/**
 * Security context of a pod that runs as an ordinary user, who owns its volumes; a large one is not walked at every
 * start.
 *
 * @param user number of the user and of its group
 */
export function unprivileged(user: number) {
  return {
    runAsNonRoot: true,
    runAsUser: user,
    runAsGroup: user,
    fsGroup: user,
    fsGroupChangePolicy: "OnRootMismatch",
    seccompProfile: { type: "RuntimeDefault" },
  } as const satisfies PodSpec["securityContext"];
}
