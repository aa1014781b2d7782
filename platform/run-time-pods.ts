import { LONGHORN_NAMESPACE } from "./components/longhorn/namespace.ts";

type Labels = Readonly<Record<string, string>>;

/**
 * Labels of pods that no template carries: of pods that a component starts by itself, and those that it gives to its own
 * while they run. By namespace.
 *
 * @see https://github.com/longhorn/longhorn-manager/blob/v1.12.1/types/types.go
 */
export const RUN_TIME_PODS: Readonly<Record<string, readonly Labels[]>> = {
  [LONGHORN_NAMESPACE]: [
    { "longhorn.io/admission-webhook": "longhorn-admission-webhook" },
    { "longhorn.io/component": "backing-image-data-source" },
    { "longhorn.io/component": "backing-image-manager" },
    { "longhorn.io/component": "instance-manager" },
    { "longhorn.io/recovery-backend": "longhorn-recovery-backend" },
  ],
};
