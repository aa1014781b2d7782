import type { Cluster } from "../../../clusters/lab.ts";
import { VAULT } from "../../../platform/components/vault/api.ts";
import { KMS_SECRET } from "../../../platform/components/vault/server.ts";
import { HOST_SECRETS } from "../../../platform/hosts/host.ts";
import { UNSEAL_KEY } from "../../../platform/hosts/parts/vault-unseal.ts";
import { blocks, code, commands, link } from "../markdown.ts";
import type { TextPart } from "../part.ts";

/** Who opens Vault after a start, where the key is, and what a person does when nobody has. */
export const unsealing: TextPart = {
  name: "unsealing",
  tell: ({ cluster }) =>
    blocks(
      `After every start Vault is sealed. ${OPENERS[cluster.vault.unseal](cluster)} The reasons: ${link("decisions/0004-unsealing-vault")}.`,
      cluster.vault.unseal === "kms" ? "To look; no key opens it by hand:" : "To look, and to open it by hand:",
      commands(cluster.vault.unseal === "kms" ? [LOOK] : [LOOK, OPEN]),
    ),
};

const LOOK = `kubectl -n ${VAULT.namespace} exec ${VAULT.name}-0 -- vault status`;

const OPEN = `kubectl -n ${VAULT.namespace} exec -it ${VAULT.name}-0 -- vault operator unseal`;

/** @see https://developer.hashicorp.com/vault/docs/concepts/seal#recovery-key of why no key helps where a cloud opens it */
const OPENERS: Readonly<Record<Cluster["vault"]["unseal"], (cluster: Cluster) => string>> = {
  timer: ({ gitea }) =>
    `A timer on ${gitea.node} opens it within minutes, with the key in ${code(`${HOST_SECRETS}/${UNSEAL_KEY}`)} there; why it did not says ${code("journalctl --unit lab-vault-unseal")}.`,
  hand: () => "A person opens it, with the key that was printed when it was initialised: nobody else has it.",
  kms: ({ vault }) =>
    `A key of Google Cloud opens it, ${code(vault.kms?.key ?? "")}, by the credential in the Secret ${code(`${VAULT.namespace}/${KMS_SECRET}`)}; without the Internet it stays sealed.`,
};
