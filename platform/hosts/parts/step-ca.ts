import { readFileSync } from "node:fs";
import type { Cluster } from "../../../clusters/lab.ts";
import { pinnedImage } from "../../pinned-image.ts";
import { CERTIFICATE_DAYS } from "../certificate-run.ts";
import { composeFolder, composeService, composeUnit } from "../compose-service.ts";
import { secretMark } from "../host.ts";
import { PIHOLE_DNS_PORT, STEP_CA_PORT } from "../host-ports.ts";
import type { PartOf } from "../machine.ts";
import { addressOf, staticNames } from "../static-names.ts";
import { MOUNT_POINTS } from "./disks.ts";

const NAME = "step-ca";
const CONFIG = `${composeFolder(NAME)}/config`;
const DATA = `${MOUNT_POINTS.services}/step-ca`;

/** In the container. */
const DATA_INSIDE = "/var/lib/step-ca";
const AUTHORITY_INSIDE = `${DATA_INSIDE}/authority`;

/** Who the server is in its image, and whose its files are on the host. */
const OWNER = "1000:1000";

/** Encrypts the keys of the authority. */
const PASSWORD = "step-ca/password";

/**
 * Step-CA, which signs for names of the lab's domain, and for no other, whoever proves that he answers at the name. Keys are
 * made at the first start, by its own tool; the settings are all here, with no other way to a certificate than ACME.
 *
 * It asks Pi-hole for names, and knows those by itself that the lab starts by: Gitea gets its certificate while Pi-hole is
 * down. The image's own start would print its password, and never says how long certificates run.
 *
 * @see https://smallstep.com/docs/step-ca/configuration/
 * @see https://smallstep.com/docs/step-ca/policies/
 */
export const stepCa: PartOf = machine => {
  const { cluster, name } = machine;
  if (name !== cluster.stepCa.node) return {};
  const url = `https://${cluster.stepCa.host}:${STEP_CA_PORT}`;
  const service = composeService(machine, {
    name: NAME,
    title: "Step-CA, the certificate authority of the lab",
    image: pinnedImage(cluster, NAME, "docker.io/smallstep/step-ca"),
    user: OWNER,
    capabilities: ["NET_BIND_SERVICE"], // its program has it as a file, and starts not at all without
    command: ["sh", "/home/step/config/start.sh"],
    environment: {
      AUTHORITY: cluster.domain,
      RESOLVER: `${addressOf(cluster, cluster.pihole.node)}:${PIHOLE_DNS_PORT}`,
    },
    mounts: {
      "/home/step/config": CONFIG,
      "/run/secrets/step-ca": `${composeFolder(NAME)}/password`,
      [DATA_INSIDE]: DATA,
    },
    writes: [DATA_INSIDE],
    memoryFolders: ["/home/step"],
    network: {
      ports: { [STEP_CA_PORT]: STEP_CA_PORT },
      names: { ...staticNames(cluster), [cluster.stepCa.host]: "127.0.0.1" },
    },
    memoryMebibytes: 256,
    health: {
      command: ["step", "ca", "health", "--ca-url", url, "--root", `${AUTHORITY_INSIDE}/certs/root_ca.crt`],
      startSeconds: 30,
    },
    stop: { signal: "SIGTERM", graceSeconds: 10 },
  });
  const ofServer = { restarts: [composeUnit(NAME)] };
  return {
    ...service,
    folders: [...(service.folders ?? []), { path: CONFIG }, { path: DATA, owner: OWNER, mode: "0700" }],
    secrets: [{ name: PASSWORD, home: name, origin: "made", what: "encrypts the keys of Step-CA; lost, they are too" }],
    files: [
      { path: `${CONFIG}/ca.json`, content: `${JSON.stringify(settings(cluster), undefined, 2)}\n`, ...ofServer },
      { path: `${CONFIG}/start.sh`, content: start, ...ofServer },
      { path: `${composeFolder(NAME)}/password`, content: `${secretMark(PASSWORD)}\n`, owner: OWNER, mode: "0600" },
      ...(service.files ?? []),
    ],
  };
};

const start = readFileSync(new URL("../services/step-ca/start.sh", import.meta.url), "utf8");

function settings({ domain, stepCa: { host } }: Cluster) {
  const run = `${CERTIFICATE_DAYS * 24}h`;
  return {
    root: `${AUTHORITY_INSIDE}/certs/root_ca.crt`,
    crt: `${AUTHORITY_INSIDE}/certs/intermediate_ca.crt`,
    key: `${AUTHORITY_INSIDE}/secrets/intermediate_ca_key`,
    address: `:${STEP_CA_PORT}`,
    dnsNames: [host],
    logger: { format: "text" },
    db: { type: "badgerv2", dataSource: `${DATA_INSIDE}/db` },
    authority: {
      policy: { x509: { allow: { dns: [`*.${domain}`] } } },
      provisioners: [
        {
          type: "ACME",
          name: "acme",
          challenges: ["http-01", "tls-alpn-01"],
          claims: { minTLSCertDuration: "5m", maxTLSCertDuration: run, defaultTLSCertDuration: run },
        },
      ],
    },
  };
}
