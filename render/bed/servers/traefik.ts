import { cpSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { CertificateResolver, EntryPoint } from "../../../platform/components/traefik/api.ts";
import { freePort } from "../process/free-port.ts";
import { type Part, startPart } from "../process/part.ts";
import { program } from "../program/program.ts";
import type { ApiServer } from "./api-server.ts";
import type { KeyPair } from "./authority.ts";

export interface Traefik extends Part {
  /** Its own API, such as `http://127.0.0.1:40001`: below it lie `/api/rawdata` and `/ping`. */
  readonly api: string;
  /** Where http comes in, and is sent on to https. */
  readonly web: string;
  /** Where https comes in. */
  readonly websecure: string;
}

/** The CrowdSec bouncer, which a stand-in of the same name replaces here. */
const BOUNCER = "github.com/maxlerebourg/crowdsec-bouncer-traefik-plugin";

const RESOLVERS = Object.keys({ "step-ca": true, letsencrypt: true } satisfies Record<CertificateResolver, true>);

/** Where nobody listens: an order of a certificate fails at once, and reaches nothing. */
const NO_AUTHORITY = "https://127.0.0.1:9/directory";

/**
 * Starts Traefik outside of the cluster, with the routes that the API server holds, on free ports of the loopback
 * interface. The certificate resolvers exist, and no authority answers them: the certificates given here serve their
 * names, no certificate is ordered for those, and any other name is refused where the lab's TLS options are strict.
 */
export async function startTraefik(
  folder: string,
  server: ApiServer,
  certificates: readonly KeyPair[],
): Promise<Traefik> {
  const api = `127.0.0.1:${await freePort()}`;
  const web = `127.0.0.1:${await freePort()}`;
  const secure = { websecure: `127.0.0.1:${await freePort()}` } satisfies Record<EntryPoint, string>;
  cpSync(join(import.meta.dirname, "../stand-ins/crowdsec-plugin"), join(folder, "plugins-local", "src", BOUNCER), {
    recursive: true,
  });
  const files = certificates.map(({ certificate, key }) => ({ certFile: certificate, keyFile: key }));
  const certificateFile = join(folder, "traefik-certificates.yaml");
  writeFileSync(certificateFile, JSON.stringify({ tls: { certificates: files } }));
  const part = await startPart({
    name: "traefik",
    program: program("traefik"),
    words: [
      ...["--global.checknewversion=false", "--global.sendanonymoususage=false", "--log.format=json"],
      ...[`--entrypoints.traefik.address=${api}`, "--api.insecure=true", "--api.dashboard=false", "--ping=true"],
      ...[`--entrypoints.web.address=${web}`, "--entrypoints.web.http.redirections.entrypoint.to=websecure"],
      ...Object.entries(secure).map(([name, address]) => `--entrypoints.${name}.address=${address}`),
      ...["--providers.kubernetescrd=true", "--providers.kubernetescrd.safenaming=true"],
      "--providers.kubernetescrd.allowemptyservices=true", // as its chart has it: 503 while no pod is there
      `--providers.file.filename=${certificateFile}`,
      ...RESOLVERS.flatMap(resolver),
      `--experimental.localplugins.crowdsec.modulename=${BOUNCER}`,
    ],
    env: { KUBECONFIG: server.kubeconfig, KUBERNETES_SERVICE_HOST: "" }, // it would take its own cluster first
    folder,
    isReady: async () => (await fetch(`http://${api}/ping`)).ok,
  });
  return Object.assign(part, {
    api: `http://${api}`,
    web: `http://${web}`,
    websecure: `https://${secure.websecure}`,
  });
}

function resolver(name: string): string[] {
  const acme = `--certificatesresolvers.${name}.acme`;
  return [`${acme}.caserver=${NO_AUTHORITY}`, `${acme}.storage=acme.json`, `${acme}.tlschallenge=true`];
}
