import { createInterface } from "node:readline";
import type { Running } from "../process/parts.ts";
import { apiRequest } from "../servers/api-request.ts";
import type { ApiServer } from "../servers/api-server.ts";
import { Refusal, startStandIn } from "./stand-in.ts";

/** Longhorn's CSI driver, whose claims are served here. */
const DRIVER = "driver.longhorn.io";

/**
 * Stands in for the provisioner of Longhorn: makes a PersistentVolume for every claim that Kubernetes asks Longhorn to
 * serve, and for no other. Outlives the API server, however that ends. No volume is ever deleted, resized or attached.
 *
 * @see https://github.com/kubernetes-csi/external-provisioner
 */
export function startVolumes(folder: string, server: ApiServer): Running {
  return startStandIn({
    name: "volumes",
    folder,
    pauseMilliseconds: 200,
    async round(signal, report) {
      for await (const claim of claims(server, signal)) {
        if (!isAwaiting(claim)) continue;
        const volume = await provision(server, claim, signal);
        report(`${claim.metadata.namespace}/${claim.metadata.name}: ${volume}`);
      }
    },
  });
}

interface Claim {
  readonly metadata: {
    readonly namespace: string;
    readonly name: string;
    readonly uid: string;
    readonly resourceVersion: string;
    readonly annotations?: Readonly<Record<string, string>>;
    readonly deletionTimestamp?: string;
  };
  readonly spec: {
    readonly accessModes: readonly string[];
    readonly resources: { readonly requests: { readonly storage: string } };
    readonly storageClassName: string;
    readonly volumeMode: string;
    readonly volumeName?: string;
  };
}

/** Every claim as it is now and whenever it changes, until the API server ends the watch. */
async function* claims(server: ApiServer, signal: AbortSignal): AsyncGenerator<Claim> {
  const response = await apiRequest(server, "/api/v1/persistentvolumeclaims?watch=true", { signal });
  if (response.statusCode !== 200) throw new Error(`Cannot watch claims: ${(await response.toArray()).join("")}`);
  for await (const line of createInterface({ input: response })) {
    const { type, object } = JSON.parse(line) as { type: string; object: Claim };
    if (type === "ADDED" || type === "MODIFIED") yield object;
  }
}

/**
 * Whether Kubernetes waits for Longhorn. It says so on the claim; where the class waits for the first pod, it does once
 * that has a node.
 */
function isAwaiting({ metadata, spec }: Claim): boolean {
  return (
    metadata.annotations?.["volume.kubernetes.io/storage-provisioner"] === DRIVER &&
    metadata.deletionTimestamp === undefined &&
    spec.volumeName === undefined
  );
}

interface StorageClass {
  readonly reclaimPolicy: string;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly mountOptions?: readonly string[];
}

/** @returns the name of the volume; one that is there is left as it is */
async function provision(server: ApiServer, claim: Claim, signal: AbortSignal): Promise<string> {
  const path = `/apis/storage.k8s.io/v1/storageclasses/${claim.spec.storageClassName}`;
  const asked = await apiRequest(server, path, { signal });
  const text = (await asked.toArray()).join("");
  if (asked.statusCode !== 200) throw new Error(`Cannot read ${path}: ${text}`);
  const body = volumeOf(claim, JSON.parse(text) as StorageClass);
  const response = await apiRequest(server, "/api/v1/persistentvolumes", { method: "POST", body, signal });
  const answer = (await response.toArray()).join("");
  const status = response.statusCode ?? 0;
  if (status === 201 || status === 409) return body.metadata.name;
  const problem = `Cannot make ${body.metadata.name}: ${answer}`;
  throw status >= 500 || status === 429 ? new Error(problem) : new Refusal(problem);
}

function volumeOf({ metadata, spec }: Claim, { parameters = {}, reclaimPolicy, mountOptions = [] }: StorageClass) {
  const { namespace, name: claim, uid, resourceVersion } = metadata;
  const name = `pvc-${uid}`;
  return {
    apiVersion: "v1",
    kind: "PersistentVolume",
    metadata: { name, annotations: { "pv.kubernetes.io/provisioned-by": DRIVER } },
    spec: {
      accessModes: spec.accessModes,
      capacity: { storage: spec.resources.requests.storage },
      claimRef: { apiVersion: "v1", kind: "PersistentVolumeClaim", namespace, name: claim, uid, resourceVersion },
      csi: {
        driver: DRIVER,
        fsType: parameters.fsType ?? "ext4",
        volumeHandle: name,
        volumeAttributes: parameters,
      },
      mountOptions,
      persistentVolumeReclaimPolicy: reclaimPolicy,
      storageClassName: spec.storageClassName,
      volumeMode: spec.volumeMode,
    },
  };
}
