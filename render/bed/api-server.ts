import { generateKeyPairSync, randomBytes } from "node:crypto";
import { existsSync, writeFileSync } from "node:fs";
import { get } from "node:https";
import { join } from "node:path";
import type { Etcd } from "./etcd.ts";
import { freePort } from "./free-port.ts";
import { type Part, startPart } from "./part.ts";
import { program } from "./program.ts";

export interface ApiServer extends Part {
  /** A kubeconfig file whose user may do everything. */
  readonly kubeconfig: string;
}

/** Starts a Kubernetes API server on a free port of the loopback interface. Its only user has a token made here. */
export async function startApiServer(folder: string, etcd: Etcd): Promise<ApiServer> {
  const port = await freePort();
  const token = randomBytes(24).toString("hex");
  const files = {
    tokens: join(folder, "tokens.csv"),
    publicKey: join(folder, "accounts.pub"),
    privateKey: join(folder, "accounts.key"),
    certificate: join(folder, "certificates", "apiserver.crt"),
    kubeconfig: join(folder, "kubeconfig"),
  };
  const { publicKey, privateKey } = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
  writeFileSync(files.publicKey, publicKey);
  writeFileSync(files.privateKey, privateKey, { mode: 0o600 });
  writeFileSync(files.tokens, `${token},admin,admin,system:masters\n`, { mode: 0o600 });
  writeFileSync(files.kubeconfig, kubeconfig(port, token, files.certificate), { mode: 0o600 });
  const part = await startPart({
    name: "kube-apiserver",
    program: program("kube-apiserver"),
    words: [
      ...[`--etcd-servers=${etcd.url}`, `--cert-dir=${join(folder, "certificates")}`, `--secure-port=${port}`],
      ...["--bind-address=127.0.0.1", "--advertise-address=127.0.0.1", "--endpoint-reconciler-type=none"],
      ...["--service-cluster-ip-range=10.43.0.0/16", "--authorization-mode=RBAC", "--allow-privileged=true"],
      ...[`--token-auth-file=${files.tokens}`, "--service-account-issuer=https://kubernetes.default.svc"],
      ...[`--service-account-key-file=${files.publicKey}`, `--service-account-signing-key-file=${files.privateKey}`],
    ],
    folder,
    isReady: async () => existsSync(files.certificate) && (await status(port, token)) === 200,
  });
  return { ...part, kubeconfig: files.kubeconfig };
}

function kubeconfig(port: number, token: string, certificate: string): string {
  const name = "bed";
  return JSON.stringify({
    apiVersion: "v1",
    kind: "Config",
    clusters: [{ name, cluster: { server: `https://127.0.0.1:${port}`, "certificate-authority": certificate } }],
    users: [{ name, user: { token } }],
    contexts: [{ name, context: { cluster: name, user: name } }],
    "current-context": name,
  });
}

/** Status of /readyz; the certificate is the server's own, made a moment ago. */
function status(port: number, token: string): Promise<number | undefined> {
  const options = { rejectUnauthorized: false, headers: { authorization: `Bearer ${token}` } };
  return new Promise((resolve, reject) => {
    get(`https://127.0.0.1:${port}/readyz`, options, response => {
      response.resume();
      resolve(response.statusCode);
    }).on("error", reject);
  });
}
