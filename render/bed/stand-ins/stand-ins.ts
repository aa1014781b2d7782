/** Something of the bed that stands in for a real program. */
export interface StandIn {
  readonly name: string;
  readonly standsFor: string;
  /** Why the real one does not run here. */
  readonly reason: string;
  /** What stays unproved, though it looks well in the bed. */
  readonly unproved: readonly string[];
}

/** Everything in the bed that is not the real program, as the README lists it. A stage of kwok is called by its name. */
export const standIns: readonly StandIn[] = [
  {
    name: "control plane",
    standsFor: "the k3s server, with the same minor version of Kubernetes and the same admission and authorization",
    reason: "k3s brings containerd and kubelets, which need containers",
    unproved: [
      "network policies are stored, and nobody enforces them",
      "no CoreDNS, no Helm controller, no metrics",
      "the addresses of services lead nowhere",
    ],
  },
  {
    name: "node-is-ready",
    standsFor: "the kubelets of the nodes, towards the control plane",
    reason: "no kubelet runs without containers, and no Pi is here",
    unproved: [
      "the nodes have the CPU, the memory and the architecture that the facts give them",
      "a node under pressure evicts pods",
    ],
  },
  {
    name: "pod-runs",
    standsFor: "the kubelet that starts a pod",
    reason: "no containers",
    unproved: [
      "images exist, can be pulled, and are built for the architecture of the node",
      "volumes are mounted, with rights that fit the user",
      "init containers end, programs start under their security context, and stay within their memory",
      "probes succeed: a pod is ready at once",
    ],
  },
  {
    name: "references",
    standsFor: "the kubelet's look at the Secrets and ConfigMaps that a pod needs",
    reason: "kwok sees the pod alone",
    unproved: [
      "the values in them are right: only that they and their keys are there",
      "a pod finds what changes in them after its start",
    ],
  },
  {
    name: "job-succeeds",
    standsFor: "the program of a Job",
    reason: "no containers",
    unproved: ["the program does what it should, and ends with 0"],
  },
  {
    name: "pod-ends",
    standsFor: "the kubelet that ends a pod",
    reason: "no containers",
    unproved: ["a program ends in order within its grace period: a pod is gone at once"],
  },
  {
    name: "volumes",
    standsFor: "Longhorn's CSI provisioner, attacher and resizer",
    reason: "no disks",
    unproved: [
      "the disks have room for the replicas",
      "a volume is attached, and moves to another node with its pod",
      "a volume of a strict-local class runs only where its replica is: here its pod may move",
      "a larger claim makes its volume larger, and a class that deletes deletes: neither happens",
    ],
  },
  {
    name: "load-balancers",
    standsFor: "ServiceLB of k3s",
    reason: "it listens on the nodes by pods of its own",
    unproved: ["the ports are free on every node, and lead to the pods", "addresses of clients as they arrive"],
  },
  {
    name: "crowdsec-plugin",
    standsFor: "the CrowdSec bouncer, a plugin of Traefik",
    reason: "Traefik would download it, and no CrowdSec runs here",
    unproved: [
      "the bouncer finds its key in Traefik's pod and reaches CrowdSec",
      "a banned address is refused: here every request passes",
      "another version of the bouncer knows the same fields",
    ],
  },
  {
    name: "certificate authorities",
    standsFor: "those that Traefik's resolvers ask for certificates",
    reason: "nothing here reaches the outside, and none would vouch for a name of the lab",
    unproved: ["a certificate is issued, and renewed in time: no authority answers"],
  },
  {
    name: "Secrets by hand",
    standsFor: "Vault and its operator, for what Argo CD itself needs",
    reason: "no Vault is in the bed yet",
    unproved: ["the operator brings Argo CD its access to Gitea and the key of its webhooks, and brings them anew"],
  },
  {
    name: "Argo CD outside",
    standsFor: "Argo CD in its pods",
    reason: "no containers",
    unproved: [
      "it gets along with its service accounts, network policies and memory: here it may do everything",
      "a change whose webhook was lost comes by its clock of minutes: here once a day, or much more often in a test",
      "it heals at once, then with growing pauses: here always after a second",
    ],
  },
  {
    name: "/etc/hosts",
    standsFor: "the DNS of the lab, in the tests",
    reason: "no name server is here, and nothing reaches the outside",
    unproved: ["the names of the lab resolve, within the cluster and for who visits it"],
  },
];
