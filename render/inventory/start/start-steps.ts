/** A step of `lab up`, as a reader knows it. */
export interface StartStep {
  readonly name: string;
  readonly does: string;
  /** Whether every host takes it, or the lab as a whole. */
  readonly on: "hosts" | "lab";
}

/**
 * Every step of `lab up`, in order. The same words stand in the steps themselves, and a test holds the two together: to
 * load the steps, with all that they do, would take as long as to render a lab.
 */
export const startSteps: readonly StartStep[] = [
  { on: "hosts", name: "reach", does: "looks at the machine" },
  { on: "hosts", name: "name-and-time", does: "sets name, time zone and clock" },
  { on: "hosts", name: "packages", does: "installs Debian packages" },
  { on: "hosts", name: "accounts", does: "makes accounts of services" },
  { on: "hosts", name: "folders", does: "makes folders" },
  { on: "hosts", name: "secrets", does: "keeps secrets where they are at home" },
  { on: "hosts", name: "files", does: "places files and restarts what reads them" },
  { on: "hosts", name: "boot", does: "sets what the kernel starts with" },
  { on: "hosts", name: "disks", does: "formats new disks, after a question, and mounts them" },
  { on: "hosts", name: "disk-folders", does: "makes folders on disks" },
  { on: "hosts", name: "disk-files", does: "places files on disks" },
  { on: "hosts", name: "base-services", does: "starts what the system needs" },
  { on: "hosts", name: "programs", does: "fetches programs that no package brings" },
  { on: "lab", name: "root-certificate", does: "takes over the certificate of the lab's authority" },
  { on: "hosts", name: "services", does: "starts services beside the cluster" },
  { on: "lab", name: "k3s-server", does: "starts k3s on its server" },
  { on: "lab", name: "k3s-agents", does: "starts k3s on its agents, one after the other" },
  { on: "lab", name: "control-machine", does: "looks whether this machine finds and trusts Gitea" },
  { on: "lab", name: "gitea-account", does: "makes Gitea's first administrator" },
  { on: "lab", name: "gitea-stack", does: "applies the stack gitea" },
  { on: "lab", name: "push", does: "pushes this repository to Gitea" },
  { on: "lab", name: "offsite", does: "lets Gitea push this repository elsewhere" },
  { on: "lab", name: "crds", does: "pushes the pinned CRDs to Gitea" },
  { on: "lab", name: "runners", does: "registers the runners of Gitea's Actions" },
  { on: "lab", name: "registry-login", does: "lets nodes pull images from Gitea" },
  { on: "lab", name: "k3s-again", does: "restarts k3s where it has not read all of its files" },
  { on: "lab", name: "bootstrap-secrets", does: "brings the Secrets that must be there before Vault" },
  { on: "lab", name: "argocd", does: "brings Argo CD" },
  { on: "lab", name: "root", does: "gives Argo CD the root Application" },
  { on: "lab", name: "vault", does: "initialises and unseals Vault" },
  { on: "lab", name: "postgres-stack", does: "applies the stack postgres" },
  { on: "lab", name: "vault-stack", does: "applies the stack vault" },
  { on: "lab", name: "lab-secrets", does: "makes the missing secrets, and asks for the others" },
  { on: "lab", name: "backup-key", does: "lets hosts write their backups" },
  { on: "lab", name: "converged", does: "waits until every Application is as git says, and healthy" },
  { on: "lab", name: "owner", does: "gives the first person an account in Gitea" },
  { on: "lab", name: "first-token", does: "ends Vault's first token" },
];

/** The step with which Argo CD begins to bring everything else, wave by wave. */
export const HANDS_OVER = "root";
