import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { kept } from "../process/kept.ts";
import { type Part, startPart } from "../process/part.ts";
import { type Program, program } from "../program/program.ts";
import type { Authority } from "./authority.ts";
import { ADMINISTRATOR, type GiteaCommand, makeAdministrator } from "./gitea-administrator.ts";
import { type GiteaApi, giteaApi, isHealthy } from "./gitea-api.ts";
import { giteaAssets } from "./gitea-assets.ts";
import { fixedSettings, ini, newSecrets } from "./gitea-settings.ts";
import type { Postgres } from "./postgres.ts";

export interface Gitea extends Part {
  /** Such as https://gitea.arcodange.lab/. */
  readonly url: string;
  /** Name of the account that may do everything, with password and token. */
  readonly administrator: string;
  readonly password: string;
  readonly token: string;
  /** File with the authority of Gitea's certificate, PEM. */
  readonly certificate: string;
  readonly api: GiteaApi;
}

/** Where Gitea listens, and what its addresses name: a host, with a port where that is not 443. */
export interface GiteaSite {
  readonly address: string;
  readonly port: number;
  readonly host: string;
}

export interface GiteaProps {
  /** Gitea uses the database that is there from the start. */
  readonly postgres: Postgres;
  /** Issues the certificate of Gitea, which trusts it too where it sends webhooks. */
  readonly authority: Authority;
  readonly site: GiteaSite;
}

/**
 * Starts Gitea with all that lies in the folder and in the database, or anew where nothing does. It runs as whoever calls,
 * root or not, for it may have to listen on port 443.
 */
export async function startGitea(folder: string, { postgres, authority, site }: GiteaProps): Promise<Gitea> {
  const home = join(folder, "gitea");
  mkdirSync(home, { recursive: true, mode: 0o700 });
  const url = `https://${site.host}/`;
  const { hostname } = new URL(url);
  const { certificate } = authority;
  const pair = authority.issue("gitea", [...new Set([hostname, site.address])]);
  const settings = {
    ...fixedSettings,
    server: {
      ...{ PROTOCOL: "https", HTTP_ADDR: site.address, HTTP_PORT: site.port, DOMAIN: hostname, ROOT_URL: url },
      ...{ CERT_FILE: pair.certificate, KEY_FILE: pair.key, DISABLE_SSH: true, OFFLINE_MODE: true },
      ...{ APP_DATA_PATH: join(home, "data"), STATIC_ROOT_PATH: giteaAssets() },
    },
    database: {
      ...{ DB_TYPE: "postgres", HOST: `${postgres.host}:${postgres.port}`, SSL_MODE: "disable" },
      ...{ NAME: postgres.database, USER: postgres.user, PASSWD: postgres.password },
    },
    repository: { ROOT: join(home, "repositories"), DEFAULT_BRANCH: "main" },
    ...(await kept(join(home, "secrets.json"), newSecrets)),
  };
  const configuration = join(home, "app.ini");
  writeFileSync(configuration, ini(settings), { mode: 0o600 });

  const gitea: Program = [...program("gitea"), `--work-path=${home}`, `--config=${configuration}`];
  const env = { GITEA_I_AM_BEING_UNSAFE_RUNNING_AS_ROOT: "true", SSL_CERT_FILE: certificate };
  const part = await startPart({
    name: "gitea",
    program: gitea,
    words: ["web"],
    env,
    folder,
    isReady: () => isHealthy(url, certificate),
  });
  try {
    const apiOf = (token: string) => giteaApi(url, certificate, token);
    const make = () => makeAdministrator(commandOf(gitea, env), apiOf);
    const account = await kept(join(home, "administrator.json"), make);
    return Object.assign(part, {
      url,
      administrator: ADMINISTRATOR,
      ...account,
      certificate,
      api: apiOf(account.token),
    });
  } catch (error) {
    await part.stop();
    throw error;
  }
}

/** Its commands, which read the same settings as the server. */
function commandOf([file, ...first]: Program, env: Readonly<Record<string, string>>): GiteaCommand {
  return (...words) =>
    execFileSync(file, [...first, ...words], {
      encoding: "utf8",
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
}
