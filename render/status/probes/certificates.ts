import { connect, type PeerCertificate } from "node:tls";
import type { Cluster } from "../../../clusters/lab.ts";
import type { Probe, Trouble } from "../probe.ts";

const DAY = 24 * 60 * 60 * 1000;

/**
 * Servers of the lab show a certificate of their own name that is valid, and will be for a while: a third of its life
 * is when they renew it, a sixth is when nobody has.
 */
export const certificates: Probe = {
  name: "certificates",
  limitSeconds: 15,
  async look({ cluster }) {
    const found = await Promise.all(serversOf(cluster).map(server => look(server)));
    return found.flat();
  },
};

interface Server {
  readonly host: string;
  readonly address: string;
  readonly port: number;
}

function serversOf({ gitea, stepCa, vault, nodes }: Cluster): Server[] {
  const address = (node: string) => nodes[node]?.address ?? node;
  const ingress = Object.keys(nodes).find(node => node !== gitea.node) ?? gitea.node;
  return [
    { host: gitea.host, address: address(gitea.node), port: 443 },
    { host: stepCa.host, address: address(stepCa.node), port: 9000 },
    { host: vault.host, address: address(ingress), port: 443 },
  ];
}

async function look({ host, address, port }: Server): Promise<Trouble[]> {
  const subject = `certificate of ${host}`;
  try {
    const trouble = troubleOf(host, await shown({ host, address, port }), new Date());
    return trouble === undefined ? [] : [{ subject, helps: "npx lab recover", ...trouble }];
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const problem = `${address}:${port} shows none (${code ?? message})`;
    return [{ level: "down", subject, problem, helps: "npx lab recover" }];
  }
}

/** Whoever signed it: that a browser trusts it is not what is asked here. */
function shown({ host, address, port }: Server): Promise<PeerCertificate> {
  return new Promise((resolve, reject) => {
    const options = { host: address, port, servername: host, rejectUnauthorized: false, timeout: 5000 };
    const socket = connect(options, () => {
      const certificate = socket.getPeerCertificate();
      socket.destroy();
      resolve(certificate);
    });
    socket.once("timeout", () => socket.destroy(new Error("no answer")));
    socket.once("error", reject);
  });
}

/** What is wrong with a certificate at some time; undefined when nothing is. */
export function troubleOf(
  host: string,
  { subjectaltname = "", valid_from, valid_to }: Pick<PeerCertificate, "subjectaltname" | "valid_from" | "valid_to">,
  now: Date,
): Pick<Trouble, "level" | "problem"> | undefined {
  const [from, to] = [Date.parse(valid_from), Date.parse(valid_to)];
  const names = subjectaltname.split(", ").map(entry => entry.replace(/^DNS:/, ""));
  if (!names.some(name => covers(name, host))) {
    return { level: "down", problem: `it is for ${names.join(", ") || "no name"}, not for it` };
  }
  if (now.getTime() > to) return { level: "down", problem: `it has expired on ${new Date(to).toISOString()}` };
  if (now.getTime() < from) return { level: "down", problem: `it is valid from ${new Date(from).toISOString()} only` };
  if (to - now.getTime() > (to - from) / 6) return undefined;
  return {
    level: "warning",
    problem: `it ends in ${((to - now.getTime()) / DAY).toFixed(1)} days, and is not renewed`,
  };
}

/** A wildcard stands for one label. */
function covers(name: string, host: string): boolean {
  return name === host || (name.startsWith("*.") && host.slice(host.indexOf(".")) === name.slice(1));
}
