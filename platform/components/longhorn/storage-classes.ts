import { Construct } from "constructs";
import type { StorageClass as ClassFacts, Storage } from "../../../clusters/lab.ts";
import { ConfigMap, StorageClass } from "../../kubernetes.ts";
import { LONGHORN_LABELS } from "./labels.ts";

/** Name under which the CSI driver of Longhorn makes volumes. */
const PROVISIONER = "driver.longhorn.io";

/**
 * The StorageClasses of the cluster, and the one that Longhorn makes itself from a ConfigMap and cannot do without. Ours
 * are the ones to use; that one is like the default class, but never the default, or two would be.
 *
 * @see https://longhorn.io/docs/1.12.1/references/storage-class-parameters/
 */
export class StorageClasses extends Construct {
  constructor(scope: Construct, id: string, { classes, defaultClass }: Storage) {
    super(scope, id);
    for (const [name, facts] of Object.entries(classes)) {
      new StorageClass(this, `class-${name}`, storageClass(name, facts, name === defaultClass));
    }
    const facts = classes[defaultClass];
    if (facts === undefined) throw new Error(`Cannot make a default StorageClass: there is no class "${defaultClass}"`);
    const own = { apiVersion: "storage.k8s.io/v1", kind: "StorageClass", ...storageClass("longhorn", facts, false) };
    new ConfigMap(this, "own", {
      metadata: { name: "longhorn-storageclass", labels: LONGHORN_LABELS },
      data: { "storageclass.yaml": `${JSON.stringify(own, undefined, 2)}\n` },
    });
  }
}

function storageClass(name: string, facts: ClassFacts, isDefault: boolean) {
  return {
    metadata: { name, annotations: { "storageclass.kubernetes.io/is-default-class": String(isDefault) } },
    provisioner: PROVISIONER,
    reclaimPolicy: "Retain", // a deleted claim never deletes data
    allowVolumeExpansion: true,
    volumeBindingMode: facts.locality === "strict-local" ? "WaitForFirstConsumer" : "Immediate",
    parameters: parameters(facts),
  };
}

/** Immutable once applied: other values need a class of another name. */
function parameters({ replicas, locality }: ClassFacts) {
  return {
    numberOfReplicas: String(replicas),
    dataLocality: locality,
    staleReplicaTimeout: "2880", // minutes: two days to bring a node back before its replica is dropped
    fsType: "ext4",
  };
}
