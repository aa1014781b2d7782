import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Environment } from "../../crds/bare-repository.ts";
import { withPrivateFolder } from "../../tofu/private-folder.ts";
import type { LabAt } from "../lab-at.ts";
import { currentCluster } from "./current-cluster.ts";
import { ADMINISTRATOR, giteaAdministrator } from "./gitea-administrator.ts";

/**
 * Lets git of this machine work with Gitea as its administrator: by settings in the environment of its process, where
 * neither an argument nor a file nor a helper of the person's holds the token.
 *
 * By HTTP/1.1: over HTTP/2, pushes of git with curl of the time of Debian 12 break off now and then.
 *
 * @see https://git-scm.com/docs/git-config#ENVIRONMENT
 * @see https://github.com/curl/curl/issues/11353
 */
export function withGitLogin<T>(on: LabAt, use: (environment: Environment) => Promise<T>): Promise<T> {
  const { url, token } = giteaAdministrator(on);
  const { rootCertificate } = currentCluster(on.cluster).stepCa;
  const login = Buffer.from(`${ADMINISTRATOR}:${token}`).toString("base64");
  return withPrivateFolder(async folder => {
    const authority = join(folder, "authority.pem");
    if (rootCertificate !== undefined) writeFileSync(authority, rootCertificate);
    return use({
      ...process.env,
      ...gitSettings({
        "credential.helper": "",
        [`http.${url}/.extraHeader`]: `Authorization: Basic ${login}`,
        [`http.${url}/.version`]: "HTTP/1.1",
        ...(rootCertificate !== undefined && { [`http.${url}/.sslCAInfo`]: authority }),
      }),
      GIT_TERMINAL_PROMPT: "0",
    });
  });
}

/** Settings as variables that git reads: `GIT_CONFIG_COUNT` and two for each. */
export function gitSettings(settings: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const entries = Object.entries(settings);
  const variables = entries.flatMap(([key, value], index) => [
    [`GIT_CONFIG_KEY_${index}`, key],
    [`GIT_CONFIG_VALUE_${index}`, value],
  ]);
  return { GIT_CONFIG_COUNT: String(entries.length), ...Object.fromEntries(variables) };
}
