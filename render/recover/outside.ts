import type { HostState, RouteState, VaultState } from "./snapshot.ts";

/** What the API server does not know or do: the machines, Vault, and how names answer. */
export interface Outside {
  /** Every host of the cluster; one that does not answer is a state, no error. */
  hosts(): Promise<HostState[]>;
  vault(): Promise<VaultState>;
  routes(names: readonly string[]): Promise<RouteState[]>;
  mount(host: string, mountPoint: string): Promise<void>;
  startUnit(host: string, unit: string): Promise<void>;
  /** @param unit may be a pattern, such as `k3s*.service` */
  restartUnit(host: string, unit: string): Promise<void>;
  /** @throws {Error} when there is no key, or Vault does not take it */
  unseal(): Promise<void>;
}
