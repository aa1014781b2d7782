import { generateKeyPairSync, randomBytes } from "node:crypto";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { freePort } from "../process/free-port.ts";
import { type Part, startPart } from "../process/part.ts";
import { program } from "../program/program.ts";
import { apiRequest, type Endpoint } from "./api-request.ts";
import { authority } from "./authority.ts";
import type { Etcd } from "./etcd.ts";

export interface ApiServer extends Part, Endpoint {
  /** A kubeconfig file whose user may do everything. */
  readonly kubeconfig: string;
  /** File with the key that signs the tokens of service accounts, PEM. */
  readonly accountsKey: string;
}

/**
 * Who issues the tokens of service accounts, and for whom they are unless they say so: as k3s has it, and Vault.
 *
 * @see https://github.com/k3s-io/k3s/blob/main/pkg/daemons/control/server.go
 */
const ISSUER = "https://kubernetes.default.svc.cluster.local";
const AUDIENCES = [ISSUER, "k3s", "vault"];

/**
 * Starts a Kubernetes API server on a free port of the loopback interface, with the admission and the authorization of
 * a k3s server. Its only user has a token made here. The key of service accounts and the certificates that lie in the
 * folder are kept, so that what etcd holds there stays valid.
 */
export async function startApiServer(folder: string, etcd: Etcd): Promise<ApiServer> {
  const port = await freePort();
  const files = {
    tokens: join(folder, "tokens.csv"),
    accountsPublicKey: join(folder, "accounts.pub"),
    accountsKey: join(folder, "accounts.key"),
    kubeconfig: join(folder, "kubeconfig"),
  };
  const endpoint: Endpoint = {
    url: `https://127.0.0.1:${port}`,
    token: randomBytes(24).toString("hex"),
    certificate: join(folder, "certificates", "apiserver.crt"),
  };
  if (!existsSync(files.accountsKey)) writeKeyPair(files.accountsKey, files.accountsPublicKey);
  writeFileSync(files.tokens, `${endpoint.token},admin,admin,system:masters\n`, { mode: 0o600 });
  writeFileSync(files.kubeconfig, kubeconfig(endpoint), { mode: 0o600 });
  const part = await startPart({
    name: "kube-apiserver",
    program: program("kube-apiserver"),
    words: [
      ...[`--etcd-servers=${etcd.url}`, `--etcd-cafile=${etcd.authority}`],
      ...[`--etcd-certfile=${etcd.client.certificate}`, `--etcd-keyfile=${etcd.client.key}`],
      ...[`--cert-dir=${join(folder, "certificates")}`, `--secure-port=${port}`],
      ...["--bind-address=127.0.0.1", "--advertise-address=127.0.0.1", "--endpoint-reconciler-type=none"],
      ...["--service-cluster-ip-range=10.43.0.0/16", "--allow-privileged=true", "--anonymous-auth=false"],
      ...["--authorization-mode=Node,RBAC", "--enable-admission-plugins=NodeRestriction"],
      ...[`--token-auth-file=${files.tokens}`, `--service-account-issuer=${ISSUER}`, `--api-audiences=${AUDIENCES}`],
      ...[`--service-account-key-file=${files.accountsPublicKey}`],
      ...[`--service-account-signing-key-file=${files.accountsKey}`],
      ...authorities(folder),
    ],
    folder,
    isReady: async () => {
      const { statusCode } = (await apiRequest(endpoint, "/readyz")).resume();
      return statusCode === 200;
    },
  });
  return Object.assign(part, endpoint, { kubeconfig: files.kubeconfig, accountsKey: files.accountsKey });
}

function writeKeyPair(privateFile: string, publicFile: string): void {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
  writeFileSync(publicFile, publicKey);
  writeFileSync(privateFile, privateKey, { mode: 0o600 });
}

/**
 * Nobody here has a certificate of a client or speaks for others; but controllers and scheduler ask for both authorities,
 * and complain without end while there is none.
 */
function authorities(folder: string): string[] {
  const [clients, frontProxy] = ["clients", "front-proxy"].map(name => authority(join(folder, name)).certificate);
  return [
    ...[`--client-ca-file=${clients}`, `--requestheader-client-ca-file=${frontProxy}`],
    ...["--requestheader-allowed-names=front-proxy", "--requestheader-username-headers=X-Remote-User"],
    ...["--requestheader-group-headers=X-Remote-Group", "--requestheader-extra-headers-prefix=X-Remote-Extra-"],
  ];
}

function kubeconfig({ url, token, certificate }: Endpoint): string {
  const name = "bed";
  return JSON.stringify({
    apiVersion: "v1",
    kind: "Config",
    clusters: [{ name, cluster: { server: url, "certificate-authority": certificate } }],
    users: [{ name, user: { token } }],
    contexts: [{ name, context: { cluster: name, user: name } }],
    "current-context": name,
  });
}
