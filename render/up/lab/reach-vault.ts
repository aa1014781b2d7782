import { VAULT } from "../../../platform/components/vault/api.ts";
import type { Kubectl } from "../../remote/kubectl.ts";
import { tunnel } from "../../remote/tunnel.ts";
import type { LabAt } from "../lab-at.ts";
import { hostNamed } from "./host-named.ts";

/** Where Vault's pod runs. */
export interface VaultPod {
  readonly node: string;
  /** Address of the pod, which its node reaches. */
  readonly address: string;
}

/** Vault's pod; undefined while none runs. One that is sealed runs too, though it is not ready. */
export async function vaultPod(kubectl: Kubectl): Promise<VaultPod | undefined> {
  const selector = `--selector=app.kubernetes.io/name=${VAULT.name}`;
  const words = ["get", "pods", `--namespace=${VAULT.namespace}`, selector, "--output=json"];
  const { items } = JSON.parse(await kubectl(words)) as { items: readonly Pod[] };
  const pod = items.find(({ metadata, status }) => status.phase === "Running" && !metadata.deletionTimestamp);
  if (pod?.status.podIP === undefined) return undefined;
  return { node: pod.spec.nodeName, address: pod.status.podIP };
}

interface Pod {
  readonly metadata: { readonly deletionTimestamp?: string };
  readonly spec: { readonly nodeName: string };
  readonly status: { readonly phase?: string; readonly podIP?: string };
}

/**
 * Lets something be done with Vault, before its route and its certificate are there. The way leads through the node that
 * its pod runs on: network policies never keep a node from its own pods.
 *
 * @param use gets its address on this machine: `http://127.0.0.1:41234`
 * @throws {Error} when its pod does not run
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/#networkpolicy-and-hostnetwork-pods
 */
export async function reachVault<T>(on: LabAt, use: (url: string) => Promise<T>): Promise<T> {
  const pod = await vaultPod(on.kubectl);
  if (pod === undefined) {
    throw new Error(
      `Cannot reach Vault of ${on.cluster.name}: its pod does not run, see kubectl -n ${VAULT.namespace} get pods`,
    );
  }
  const { remote } = hostNamed(on, pod.node);
  return tunnel(remote, `${pod.address}:${VAULT.port}`, address => use(`http://${address}`));
}
