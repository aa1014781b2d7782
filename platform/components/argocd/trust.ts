import { Construct } from "constructs";
import type { Cluster } from "../../../clusters/lab.ts";
import { ConfigMap } from "../../kubernetes.ts";
import { argocdLabels } from "./labels.ts";

/**
 * Whom Argo CD trusts: the lab's own authority for Gitea, once its certificate is known. No host over SSH, and no
 * signature on commits.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/declarative-setup/#repositories-using-self-signed-tls-certificates-or-are-signed-by-custom-ca
 */
export class Trust extends Construct {
  constructor(scope: Construct, id: string, { gitea, stepCa }: Cluster) {
    super(scope, id);
    const authority = stepCa.rootCertificate;
    this.map("argocd-tls-certs-cm", authority === undefined ? {} : { [gitea.host]: authority });
    this.map("argocd-ssh-known-hosts-cm", { ssh_known_hosts: "" });
    this.map("argocd-gpg-keys-cm", {});
  }

  private map(name: string, data: Readonly<Record<string, string>>): void {
    new ConfigMap(this, name, { metadata: { name, labels: argocdLabels(name) }, data });
  }
}
