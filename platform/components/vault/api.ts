import { serviceHost } from "../../naming.ts";
import { TOOLS_NAMESPACE } from "../foundation/namespaces.ts";

/** Namespace and label of Vault's pod, and the port on which it answers. */
export const VAULT = { namespace: TOOLS_NAMESPACE, name: "vault", port: 8200 } as const;

/** Where pods reach it; people take its route. */
export const VAULT_ADDRESS = `http://${serviceHost(VAULT.name, VAULT.namespace)}:${VAULT.port}`;
