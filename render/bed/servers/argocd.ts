import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, dirname, isAbsolute, join } from "node:path";
import { ARGOCD_NAMESPACE } from "../../../platform/components/argocd/namespace.ts";
import { PARAMETERS } from "../../../platform/components/argocd/parameters.ts";
import { freePort } from "../process/free-port.ts";
import { type Part, startPart } from "../process/part.ts";
import type { Parts } from "../process/parts.ts";
import { waitForAll } from "../process/wait-for-all.ts";
import { program } from "../program/program.ts";
import type { ApiServer } from "./api-server.ts";
import type { Redis } from "./redis.ts";

export interface ArgocdProps {
  readonly server: ApiServer;
  readonly redis: Redis;
  /** Git server: its host as in repository URLs without the port, and the file with the certificate that vouches for it. */
  readonly git: { readonly host: string; readonly certificate: string };
  /** Where its API listens; free by default. */
  readonly port?: number | undefined;
  /** Seconds between comparisons by the clock; a day by default. */
  readonly resyncSeconds?: number | undefined;
}

/** Argo CD's three programs, outside of the cluster that they call their own. */
export interface Argocd {
  readonly repoServer: Part;
  readonly controller: Part;
  readonly api: Part;
  /** Where the API and the webhook answer: `http://127.0.0.1:<port>`. */
  readonly url: string;
}

const DAY_SECONDS = 86_400;

/**
 * Starts Argo CD against an API server that has its CRDs, its namespace and its settings.
 *
 * Unless told otherwise it compares by the clock once a day only, so that whatever arrives sooner came by webhook; it
 * heals at once, without the growing pauses of production.
 *
 * @param parts what is started is added to them; whoever has made them ends them, after an error too
 */
export async function startArgocd(folder: string, props: ArgocdProps, parts: Parts): Promise<Argocd> {
  const { server, redis, git, port, resyncSeconds = DAY_SECONDS } = props;
  const home = layOutHome(folder, server, git);
  const env = environment(home, redis);
  const repository = { port: await freePort(), metrics: await freePort() };
  const controllerMetrics = await freePort();
  const api = { port: port ?? (await freePort()), metrics: await freePort() };
  const start = async (name: string, words: readonly string[], health: number) => {
    const part = await startPart({
      name: `argocd-${name}`,
      program: program("argocd"),
      words: [...words, `--redis=${redis.address}`],
      env: { ...env, ARGOCD_BINARY_NAME: `argocd-${name}` },
      folder,
      isReady: async () => (await fetch(`http://127.0.0.1:${health}/healthz`)).ok,
    });
    return parts.add(part);
  };
  const client = [`--repo-server=127.0.0.1:${repository.port}`, "--repo-server-plaintext"];

  const [repoServer, controller, apiServer] = await waitForAll([
    start(
      "repo-server",
      [
        ...["--address=127.0.0.1", `--port=${repository.port}`, "--disable-tls", "--client-ca-path="],
        ...["--metrics-address=127.0.0.1", `--metrics-port=${repository.metrics}`],
      ],
      repository.metrics,
    ),
    start(
      "application-controller",
      [
        ...client,
        ...[
          `--namespace=${ARGOCD_NAMESPACE}`,
          `--metrics-port=${controllerMetrics}`,
          `--sync-timeout=${PARAMETERS["controller.sync.timeout.seconds"]}`,
        ],
        ...[`--app-resync=${resyncSeconds}`, "--app-resync-jitter=0"],
        ...["--self-heal-backoff-timeout-seconds=1", "--self-heal-backoff-factor=1"],
        "--self-heal-backoff-cap-seconds=1",
      ],
      controllerMetrics,
    ),
    start(
      "server",
      [
        ...client,
        ...[`--namespace=${ARGOCD_NAMESPACE}`, "--insecure", "--address=127.0.0.1", `--port=${api.port}`],
        ...["--metrics-address=127.0.0.1", `--metrics-port=${api.metrics}`],
      ],
      api.port,
    ),
  ]);
  return { repoServer, controller, api: apiServer, url: `http://127.0.0.1:${api.port}` };
}

/** Folders that Argo CD's containers find in fixed places. */
function layOutHome(folder: string, server: ApiServer, git: ArgocdProps["git"]): string {
  const home = join(folder, "argocd");
  for (const name of ["tls", "ssh", "gpg", "tmp", "run", "config"]) mkdirSync(join(home, name), { recursive: true });
  writeFileSync(join(home, "tls", git.host), readFileSync(git.certificate));
  writeFileSync(join(home, "ssh", "ssh_known_hosts"), "");
  const kubeconfig = JSON.parse(readFileSync(server.kubeconfig, "utf8"));
  for (const { context } of kubeconfig.contexts) context.namespace = ARGOCD_NAMESPACE;
  writeFileSync(join(home, "kubeconfig"), JSON.stringify(kubeconfig), { mode: 0o600 });
  return home;
}

function environment(home: string, redis: Redis): Record<string, string> {
  const programs = ["argocd", "helm", "git-verify-wrapper.sh"]
    .map(name => dirname(program(name)[0]))
    .filter(isAbsolute); // the others are on PATH
  return {
    PATH: [...new Set(programs), process.env.PATH].join(delimiter),
    HOME: home,
    TMPDIR: join(home, "tmp"),
    KUBECONFIG: join(home, "kubeconfig"),
    REDIS_PASSWORD: redis.password,
    ARGOCD_FAKE_IN_CLUSTER: "true", // `https://kubernetes.default.svc` is then the cluster of the kubeconfig
    ARGOCD_CLUSTER_CACHE_RESYNC_DURATION: "60s", // after a kill amid new CRDs their schema is known only after that
    ARGOCD_GPG_ENABLED: "false",
    ARGOCD_TLS_DATA_PATH: join(home, "tls"),
    ARGOCD_SSH_DATA_PATH: join(home, "ssh"),
    ARGOCD_GNUPGHOME: join(home, "gpg"),
    ARGOCD_APP_CONFIG_PATH: join(home, "config"),
    ARGOCD_ASK_PASS_SOCK: join(home, "run", "ask-pass.sock"),
    ARGOCD_PLUGINSOCKFILEPATH: join(home, "run"),
  };
}
