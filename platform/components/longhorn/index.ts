import type * as facts from "../../../clusters/lab.ts";
import { defineComponent } from "../../component.ts";
import { Namespace, StorageClass } from "../../kubernetes.ts";
import { podSecurity } from "../../pod-security.ts";
import { longhornDefinitions } from "./definitions.ts";

/** Replicated block storage on the nodes' own disks. */
export const longhorn = defineComponent({
  name: "longhorn",
  class: "platform",
  namespace: "longhorn-system",
  crds: ["longhorn.io"],
  definitions: longhornDefinitions,
  resources(chart, { storage }) {
    new Namespace(chart, "namespace", {
      metadata: { name: "longhorn-system", labels: podSecurity("privileged") },
    });
    for (const [name, properties] of Object.entries(storage.classes)) {
      new StorageClass(chart, `class-${name}`, {
        metadata: { name, annotations: defaultClass(name === storage.defaultClass) },
        provisioner: "driver.longhorn.io",
        reclaimPolicy: "Retain", // a deleted claim never deletes data
        allowVolumeExpansion: true,
        volumeBindingMode: properties.locality === "strict-local" ? "WaitForFirstConsumer" : "Immediate",
        parameters: parameters(properties),
      });
    }
  },
});

function defaultClass(isDefault: boolean) {
  return { "storageclass.kubernetes.io/is-default-class": String(isDefault) };
}

/** Immutable once applied: other values need a class of another name. */
function parameters({ replicas, locality }: facts.StorageClass) {
  return {
    numberOfReplicas: String(replicas),
    dataLocality: locality,
    staleReplicaTimeout: "2880", // minutes: two days to bring a node back before its replica is dropped
    fsType: "ext4",
  };
}
