/** What `lab` takes, as its help says it. */
export interface LabCommand {
  /** Arguments: `<path> [key]`. */
  readonly takes: string;
  /** Options, with what each takes: `--cluster <name>`. */
  readonly options: readonly string[];
}

const CLUSTER = "--cluster <name>";
const AS_JSON = "--json";

/**
 * Every command of `lab`. They are written down here, and a test holds them to the real ones, because loading those takes
 * as long as a whole rendering.
 */
export const labCommands: Readonly<Record<string, LabCommand>> = {
  backup: { takes: "[nodes...]", options: [CLUSTER] },
  bench: { takes: "", options: [] },
  "box build": { takes: "", options: [] },
  "box push": { takes: "", options: [] },
  "box start": { takes: "", options: ["--fresh", CLUSTER] },
  bump: { takes: "<branch>", options: ["--server <url>", "--repository <name>", "--tag <version>"] },
  check: { takes: "", options: [AS_JSON] },
  "crds pull": { takes: "[component...]", options: ["--from <place>"] },
  "crds push": { takes: "[component...]", options: [CLUSTER, "--to <url>", "--dry-run"] },
  diff: { takes: "", options: ["--base <revision>", AS_JSON] },
  drift: { takes: "", options: [AS_JSON] },
  "env-diff": { takes: "<one> <other>", options: [CLUSTER, AS_JSON] },
  explain: { takes: "<name>", options: [CLUSTER, AS_JSON] },
  "facts pull": { takes: "[stack...]", options: [CLUSTER, AS_JSON] },
  kit: { takes: "<file>", options: [CLUSTER, "--with-secrets"] },
  neutral: { takes: "[unit...]", options: ["--base <revision>"] },
  "new app": { takes: "<name>", options: [] },
  parity: { takes: "[component...]", options: ["--upstream <dir>", "--if-present", AS_JSON] },
  recover: { takes: "", options: [CLUSTER, "--limit <minutes>"] },
  render: { takes: "[unit...]", options: [CLUSTER, AS_JSON] },
  restore: {
    takes: "<what> [claim]",
    options: [CLUSTER, "--host <name>", "--snapshot <id>", "--time <time>", "--list"],
  },
  review: {
    takes: "[before] [after]",
    options: [
      "--base <revision>",
      "--head <revision>",
      "--worktree",
      "--tree <path>",
      "--page <file>",
      AS_JSON,
      "--pull-request <number>",
      "--server <url>",
      "--repository <name>",
      "--log <url>",
    ],
  },
  "secrets list": { takes: "", options: [CLUSTER, AS_JSON] },
  "secrets make": { takes: "[path...]", options: [CLUSTER] },
  "secrets rotate": { takes: "<path>", options: [CLUSTER] },
  "secrets set": { takes: "<path> [key]", options: [CLUSTER] },
  site: { takes: "", options: [CLUSTER, "--port <number>"] },
  status: { takes: "", options: [CLUSTER, AS_JSON] },
  "tofu apply": { takes: "<stack>", options: [CLUSTER, "--yes"] },
  "tofu init": { takes: "<stack>", options: [CLUSTER, "--upgrade", "--reconfigure"] },
  "tofu output": { takes: "<stack> [output...]", options: [CLUSTER, AS_JSON] },
  "tofu plan": { takes: "[stack]", options: ["--all", CLUSTER, AS_JSON] },
  "tofu unlock": { takes: "<stack> <lock>", options: [CLUSTER] },
  up: {
    takes: "[nodes...]",
    options: [CLUSTER, "--from <step>", "--only <step>", "--dry-run", "--yes", "--trust-new-hosts"],
  },
  upgrade: { takes: "<component> <version>", options: ["--upstream <dir>", AS_JSON] },
  watch: { takes: "", options: [] },
};

/** What `lab up --only` takes; held to the real steps too. */
export const upSteps: ReadonlySet<string> = new Set([
  "accounts",
  "argocd",
  "backup-key",
  "base-services",
  "boot",
  "bootstrap-secrets",
  "control-machine",
  "converged",
  "crds",
  "disk-files",
  "disk-folders",
  "disks",
  "files",
  "first-token",
  "folders",
  "gitea-account",
  "gitea-stack",
  "k3s",
  "k3s-again",
  "k3s-agents",
  "k3s-server",
  "lab-secrets",
  "name-and-time",
  "offsite",
  "owner",
  "packages",
  "postgres-stack",
  "programs",
  "push",
  "reach",
  "registry-login",
  "root",
  "root-certificate",
  "runners",
  "secrets",
  "services",
  "vault",
  "vault-stack",
]);
