import { cpSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { CertificateResolver } from "../../../platform/components/traefik/api.ts";
import { BOUNCER } from "../../../platform/components/traefik/bouncer.ts";
import { freePort } from "../process/free-port.ts";
import { type Part, startPart } from "../process/part.ts";
import { program } from "../program/program.ts";
import type { ApiServer } from "./api-server.ts";
import type { KeyPair } from "./authority.ts";

export interface Traefik extends Part {
  /** Its own API, such as `http://127.0.0.1:40001`: below it lie `/api/rawdata` and `/ping`. */
  readonly api: string;
  /** Where requests come in, by entry point: `{ web: "http://127.0.0.1:40002", websecure: "https://127.0.0.1:40003" }`. */
  readonly entryPoints: Readonly<Record<string, string>>;
}

const RESOLVERS = Object.keys({ "step-ca": true, letsencrypt: true } satisfies Record<CertificateResolver, true>);

/** Where nobody listens: an order of a certificate fails at once, and reaches nothing. */
const NO_AUTHORITY = "https://127.0.0.1:9/directory";

/**
 * Starts Traefik outside of the cluster with the arguments of its Deployment and the routes that the API server holds.
 *
 * Some things are not as in its pod: it listens on free ports of the loopback interface; its API is open there; its log
 * is JSON; it has no web pages, for one that Go built alone has none; a stand-in takes the place of the CrowdSec bouncer; and no authority answers it. The certificates given here
 * serve their names, no certificate is ordered for those, and any other name is refused where the lab's TLS options are
 * strict.
 */
export async function startTraefik(
  folder: string,
  server: ApiServer,
  certificates: readonly KeyPair[],
  settings: readonly string[],
): Promise<Traefik> {
  const addresses = await freeAddresses(settings);
  const api = `http://${addresses.traefik}`;
  const standIn = join(import.meta.dirname, "../stand-ins/crowdsec-plugin");
  cpSync(standIn, join(folder, "plugins-local", "src", BOUNCER.module), { recursive: true });
  const part = await startPart({
    name: "traefik",
    program: program("traefik"),
    words: [
      ...settings.filter(word => !OF_THE_POD.test(word)),
      ...Object.entries(addresses).map(([name, address]) => `--entryPoints.${name}.address=${address}`),
      ...["--api.insecure=true", "--api.dashboard=false", "--log.format=json"],
      `--providers.file.filename=${certificateFile(folder, certificates)}`,
      ...RESOLVERS.flatMap(name => withoutAuthority(name, settings)),
    ],
    env: { KUBECONFIG: server.kubeconfig, KUBERNETES_SERVICE_HOST: "" }, // it would take its own cluster first
    folder,
    isReady: async () => (await fetch(`${api}/ping`)).ok,
  });
  const urls = Object.entries(addresses).map(([name, address]) => [name, `${schemeOf(name)}://${address}`]);
  return Object.assign(part, { api, entryPoints: Object.fromEntries(urls) });
}

/** Arguments that hold in the pod only: addresses, files, pages, and who signs certificates. */
const OF_THE_POD =
  /^--(?:api\.dashboard|entryPoints\.\w+\.address|certificatesresolvers\.[\w-]+\.acme\.(?:caserver|cacertificates|storage))=/i;

/** An address for each entry point of the settings. */
async function freeAddresses(settings: readonly string[]): Promise<Record<string, string>> {
  const addresses: Record<string, string> = {};
  for (const word of settings) {
    const [, name] = /^--entryPoints\.(\w+)\.address=/.exec(word) ?? [];
    if (name !== undefined) addresses[name] = `127.0.0.1:${await freePort()}`;
  }
  return addresses;
}

function certificateFile(folder: string, certificates: readonly KeyPair[]): string {
  const file = join(folder, "traefik-certificates.yaml");
  const files = certificates.map(({ certificate, key }) => ({ certFile: certificate, keyFile: key }));
  writeFileSync(file, JSON.stringify({ tls: { certificates: files } }));
  return file;
}

/** A resolver that its settings leave out until a fact is known exists here all the same, for routes name it. */
function withoutAuthority(name: string, settings: readonly string[]): string[] {
  const acme = `--certificatesresolvers.${name}.acme`;
  const isGiven = settings.some(word => word.startsWith(`${acme}.`));
  return [
    `${acme}.caserver=${NO_AUTHORITY}`,
    `${acme}.storage=acme.json`,
    ...(isGiven ? [] : [`${acme}.tlschallenge=true`]),
  ];
}

function schemeOf(entryPoint: string): "http" | "https" {
  return entryPoint === "websecure" || entryPoint === "tunnel" ? "https" : "http";
}
