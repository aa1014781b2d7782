import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { freePort } from "../process/free-port.ts";
import { keep } from "../process/kept.ts";
import { type Part, startPart } from "../process/part.ts";
import { withDescendants } from "../process/with-descendants.ts";
import { type Program, program } from "../program/program.ts";
import type { Gitea } from "./gitea.ts";

/**
 * Starts a runner of Gitea's Actions, which runs jobs as processes of this machine and as whoever calls, each in a folder
 * of its own below this one, one after the other. It is registered at its first start.
 *
 * Of the caller's environment a job sees PATH and HOME, so npm's and Go's caches, and which registry npm's cache is of;
 * no other variable of it. npm takes all packages from its cache.
 *
 * @param labels what jobs may ask for in `runs-on`, such as "lab"
 */
export async function startRunner(folder: string, gitea: Gitea, labels: readonly string[]): Promise<Part> {
  const home = join(folder, "gitea-runner");
  mkdirSync(home, { recursive: true, mode: 0o700 });
  const registration = join(home, "registration.json");
  const configuration = join(home, "configuration.yaml");
  const health = `127.0.0.1:${await freePort()}`;
  const settings = {
    runner: {
      file: registration,
      labels: labels.map(label => `${label}:host`),
      fetch_interval: "1s",
      fetch_interval_max: "1s",
      log_report_interval: "1s",
    },
    cache: { enabled: false },
    host: { workdir_parent: join(home, "jobs") },
    metrics: { enabled: true, addr: health },
  };
  writeFileSync(configuration, JSON.stringify(settings)); // JSON is YAML
  const runner: Program = [...program("gitea-runner"), `--config=${configuration}`];
  const env = jobEnvironment(gitea);
  await register(runner, env, registration, gitea);
  const part = await startPart({
    name: "gitea-runner",
    program: withDescendants(runner),
    words: ["daemon"],
    env: { ...without(process.env), ...env },
    folder,
    isReady: async () => (await fetch(`http://${health}/healthz`)).ok,
  });
  return Object.assign(part, { stop: part.kill }); // told to end, it would leave the processes of a running job behind
}

/** All that the runner, and so each job, is given; a job gets its own variables in addition. */
function jobEnvironment({ certificate }: Gitea): Readonly<Record<string, string>> {
  const { PATH = "", HOME = "" } = process.env;
  const ofTheMachine = PATH.split(delimiter).filter(path => !path.includes("node_modules")); // npm puts ours before it
  const aboutCache = Object.entries(process.env).filter(([name]) => /^npm_config_(cache|registry)$/i.test(name));
  return {
    ...(Object.fromEntries(aboutCache) as Record<string, string>),
    PATH: ofTheMachine.join(delimiter),
    HOME,
    SSL_CERT_FILE: certificate,
    GIT_SSL_CAINFO: certificate,
    npm_config_offline: "true",
  };
}

/** What takes every one of these variables away. */
function without(environment: NodeJS.ProcessEnv): Record<string, undefined> {
  return Object.fromEntries(Object.keys(environment).map(name => [name, undefined]));
}

interface Registration {
  readonly address: string;
}

/** Registers the runner, which reads the token where an argument could be read by others; or tells it Gitea's new address. */
async function register(
  [file, ...first]: Program,
  env: Readonly<Record<string, string>>,
  registration: string,
  { api, url }: Gitea,
): Promise<void> {
  if (existsSync(registration)) {
    const known = JSON.parse(readFileSync(registration, "utf8")) as Registration;
    keep(registration, { ...known, address: url });
    return;
  }
  const { token } = await api<{ token: string }>("POST", "/admin/actions/runners/registration-token");
  execFileSync(file, [...first, "register", `--instance=${url}`, "--name=bed"], {
    env,
    input: `${token}\n`,
    stdio: ["pipe", "ignore", "pipe"],
    timeout: 30_000,
  });
}
