import type { KubeObject } from "../../kube-object.ts";

/** Group and version of the operator's custom resources. */
export const API_VERSION = "secrets.hashicorp.com/v1beta1";

/** Whether an object is one of the operator's. */
export function isVaultObject({ apiVersion }: KubeObject): boolean {
  return apiVersion.startsWith("secrets.hashicorp.com/");
}
