import type { k8s } from "cdk8s-plus-28";
import { kindOf } from "./kind.ts";

/**
 * Kubernetes' own kinds, typed by cdk8s-plus-28 and written as in YAML: quantities are `"5Gi"`, ports `8080` or `"http"`.
 *
 * Only the types are taken. The generated classes themselves cost 30 ms to load, drop every field newer than
 * Kubernetes 1.28, and lose fields to JSON patches.
 *
 * @see platform/decisions/0002-types-of-cdk8s-plus-without-its-classes.md
 */
export const ClusterRole = kindOf<Manifest<k8s.KubeClusterRoleProps>>("rbac.authorization.k8s.io/v1", "ClusterRole");
export const ClusterRoleBinding = kindOf<Manifest<k8s.KubeClusterRoleBindingProps>>(
  "rbac.authorization.k8s.io/v1",
  "ClusterRoleBinding",
);
export const ConfigMap = kindOf<Manifest<k8s.KubeConfigMapProps>>("v1", "ConfigMap");
export const CronJob = kindOf<Manifest<k8s.KubeCronJobProps>>("batch/v1", "CronJob");
export const DaemonSet = kindOf<Manifest<k8s.KubeDaemonSetProps>>("apps/v1", "DaemonSet");
export const Deployment = kindOf<Manifest<k8s.KubeDeploymentProps>>("apps/v1", "Deployment");
export const IngressClass = kindOf<Manifest<k8s.KubeIngressClassProps>>("networking.k8s.io/v1", "IngressClass");
export const LimitRange = kindOf<Manifest<k8s.KubeLimitRangeProps>>("v1", "LimitRange");
export const Namespace = kindOf<Manifest<k8s.KubeNamespaceProps>>("v1", "Namespace");
export const NetworkPolicy = kindOf<Manifest<k8s.KubeNetworkPolicyProps>>("networking.k8s.io/v1", "NetworkPolicy");
export const PersistentVolumeClaim = kindOf<Manifest<k8s.KubePersistentVolumeClaimProps>>(
  "v1",
  "PersistentVolumeClaim",
);
export const PodDisruptionBudget = kindOf<Manifest<k8s.KubePodDisruptionBudgetProps>>(
  "policy/v1",
  "PodDisruptionBudget",
);
export const PriorityClass = kindOf<Manifest<k8s.KubePriorityClassProps>>("scheduling.k8s.io/v1", "PriorityClass");
export const Role = kindOf<Manifest<k8s.KubeRoleProps>>("rbac.authorization.k8s.io/v1", "Role");
export const RoleBinding = kindOf<Manifest<k8s.KubeRoleBindingProps>>("rbac.authorization.k8s.io/v1", "RoleBinding");
export const ResourceQuota = kindOf<Manifest<k8s.KubeResourceQuotaProps>>("v1", "ResourceQuota");
export const Service = kindOf<Manifest<k8s.KubeServiceProps>>("v1", "Service");
export const ServiceAccount = kindOf<Manifest<k8s.KubeServiceAccountProps>>("v1", "ServiceAccount");
export const StatefulSet = kindOf<Manifest<k8s.KubeStatefulSetProps>>("apps/v1", "StatefulSet");
export const StorageClass = kindOf<Manifest<k8s.KubeStorageClassProps>>("storage.k8s.io/v1", "StorageClass");

export type Container = Manifest<k8s.Container>;
export type NetworkPolicyEgressRule = Manifest<k8s.NetworkPolicyEgressRule>;
export type NetworkPolicyPeer = Manifest<k8s.NetworkPolicyPeer>;
export type NetworkPolicyPort = Manifest<k8s.NetworkPolicyPort>;
export type PodSpec = Manifest<k8s.PodSpec>;
export type Volume = Manifest<k8s.Volume>;
export type VolumeMount = Manifest<k8s.VolumeMount>;

/** A type of cdk8s-plus with its wrappers of quantities and ports, which hold nothing but a `value`, taken off. */
type Manifest<T> = T extends readonly (infer Item)[]
  ? readonly Manifest<Item>[]
  : T extends { readonly value: string | number }
    ? [keyof T] extends ["value"]
      ? string | number
      : Fields<T>
    : T extends object
      ? Fields<T>
      : T;

type Fields<T> = {
  readonly [Field in keyof T as Field extends keyof Acronyms ? Acronyms[Field] : Field]: Manifest<T[Field]>;
};

/** Fields that cdk8s-plus writes in another case than Kubernetes does. */
interface Acronyms {
  readonly clientIp: "clientIP";
  readonly clusterIp: "clusterIP";
  readonly downwardApi: "downwardAPI";
  readonly hostIp: "hostIP";
  readonly hostIpc: "hostIPC";
  readonly hostPid: "hostPID";
  readonly loadBalancerIp: "loadBalancerIP";
  readonly nonResourceUrLs: "nonResourceURLs";
  readonly podCidr: "podCIDR";
  readonly podCidRs: "podCIDRs";
  readonly providerId: "providerID";
  readonly setHostnameAsFqdn: "setHostnameAsFQDN";
  readonly volumeId: "volumeID";
}
