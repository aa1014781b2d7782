import { lookup } from "node:dns/promises";
import { getCACertificates } from "node:tls";
import type { Cluster } from "../../../clusters/lab.ts";
import { addressOf } from "../../../platform/hosts/static-names.ts";
import { learnedFile } from "../../facts/learned.ts";
import type { LabAt } from "../lab-at.ts";
import type { Step } from "../step.ts";
import { currentCluster } from "./current-cluster.ts";

/**
 * Whether this machine finds Gitea under its name, and trusts the lab's authority: OpenTofu, git and browsers ask the
 * system. What it lacks is a person's to change, so the step only says how.
 */
export const controlMachine: Step<LabAt> = {
  name: "control-machine",
  does: "looks whether this machine finds and trusts Gitea",
  limitSeconds: 30,
  undo: "nothing: it only looks",
  async check({ cluster }) {
    return (await wants(currentCluster(cluster))).map(({ fault }) => fault);
  },
  async do({ cluster }) {
    const remedies = (await wants(currentCluster(cluster))).flatMap(({ remedy }) => remedy);
    throw new Error(`This machine cannot use the lab yet. Run, and then this again:\n${remedies.join("\n")}`);
  },
};

interface Want {
  readonly fault: string;
  /** Commands, a line each. */
  readonly remedy: readonly string[];
}

async function wants(cluster: Cluster): Promise<Want[]> {
  return [...(await unnamed(cluster)), ...untrusted(cluster)];
}

async function unnamed(cluster: Cluster): Promise<Want[]> {
  const { host, node } = cluster.gitea;
  const wanted = addressOf(cluster, node);
  const found = await lookup(host, { family: 4 }).then(
    ({ address }) => address,
    () => undefined,
  );
  if (found === wanted) return [];
  const remedy = [`  echo '${wanted} ${host}' | sudo tee -a /etc/hosts   # or let your router answer by Pi-hole`];
  if (found === undefined) return [{ fault: `this machine does not know the name ${host}`, remedy }];
  return [{ fault: `this machine takes ${host} for ${found}, and it is ${wanted}`, remedy }];
}

function untrusted({ name, domain, stepCa: { rootCertificate } }: Cluster): Want[] {
  if (rootCertificate === undefined) return [];
  const known = rootCertificate.trim();
  if (getCACertificates("system").some(certificate => certificate.trim() === known)) return [];
  return [
    { fault: `this machine does not trust the authority of ${domain}`, remedy: howToTrust(name, process.platform) },
  ];
}

/** Commands by which a machine trusts the authority of a cluster. */
export function howToTrust(cluster: string, platform: NodeJS.Platform): string[] {
  const read = `node -p 'require("./${learnedFile(cluster)}").stepCa.rootCertificate'`;
  if (platform === "darwin") {
    const keychain = "/Library/Keychains/System.keychain";
    return [
      `  ${read} > /tmp/lab-root.crt`,
      `  sudo security add-trusted-cert -d -r trustRoot -k ${keychain} /tmp/lab-root.crt`,
    ];
  }
  return [`  ${read} | sudo tee /usr/local/share/ca-certificates/${cluster}-root.crt`, "  sudo update-ca-certificates"];
}
