import type { Cluster } from "../../clusters/lab.ts";
import { changeSecret, outlineSecret } from "../../platform/secrets/kv.ts";
import type { Need } from "./need.ts";
import { newValues } from "./new-values.ts";

/** Where a secret lies in Vault: the mount, and its path below it. */
export interface KvPlace {
  readonly mount: string;
  readonly secret: string;
}

/** A secret in a KV mount of Vault. */
export function kvNeed(
  cluster: Cluster,
  { mount, secret }: KvPlace,
  need: Pick<Need, "path" | "keys" | "readers">,
): Need {
  return {
    ...need,
    look: ({ vault }) => outlineSecret(vault, secret, mount),
    async make(workshop, keys, occasion) {
      const { local, shared } = await newValues(cluster, need.path, keys, workshop);
      const change = (values: Readonly<Record<string, string>>) =>
        occasion === "missing" ? { ...local, ...values, ...shared } : { ...values, ...local, ...shared };
      await changeSecret(workshop.vault, secret, change, mount);
    },
    put: (vault, values) => changeSecret(vault, secret, present => ({ ...present, ...values }), mount),
  };
}
