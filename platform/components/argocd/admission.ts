import { Construct } from "constructs";
import { NetworkPolicy, type NetworkPolicyPeer } from "../../kubernetes.ts";
import { podsNamed, tcp } from "../../shapes/peers.ts";
import { TOOLS_NAMESPACE } from "../foundation/namespaces.ts";
import { argocdLabels } from "./labels.ts";

/** Prometheus, wherever a pod of Argo CD has metrics. */
export const PROMETHEUS = podsNamed("prometheus", TOOLS_NAMESPACE);

/** Pods of Argo CD itself. */
export function ownPods(...names: readonly string[]): NetworkPolicyPeer[] {
  return names.map(name => ({ podSelector: { matchLabels: { "app.kubernetes.io/name": name } } }));
}

export interface AdmissionProps {
  /** Value of the label `app.kubernetes.io/name` of the pods. */
  readonly name: string;
  /** Who may connect, by ports. */
  readonly rules: readonly { readonly from: readonly NetworkPolicyPeer[]; readonly ports: readonly number[] }[];
}

/** Who may connect to the pods of one program: nobody else. */
export class Admission extends Construct {
  constructor(scope: Construct, id: string, { name, rules }: AdmissionProps) {
    super(scope, id);
    new NetworkPolicy(this, "policy", {
      metadata: { name: `${name}-network-policy`, labels: argocdLabels(name) },
      spec: {
        podSelector: { matchLabels: { "app.kubernetes.io/name": name } },
        policyTypes: ["Ingress"],
        ingress: rules.map(({ from, ports }) => ({ from, ports: ports.map(tcp) })),
      },
    });
  }
}
