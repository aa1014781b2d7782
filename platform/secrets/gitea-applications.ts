import { type GiteaAccess, giteaList, giteaRequest } from "./gitea-request.ts";

/** By what a server of the lab lets people sign in with their account of Gitea. */
export interface Application {
  readonly id: string;
  readonly secret: string;
}

/**
 * Makes an OAuth2 application, or gives the one that has this name other addresses and a new secret; then the secret that
 * it had ends. Its identifier stays.
 *
 * It belongs to whoever asks: of another administrator it would be another one.
 *
 * @param redirects addresses to which Gitea sends people back, to the letter: `https://argocd.arcodange.lab/auth/callback`
 * @throws {Error} when Gitea refuses; it never holds the secret
 * @see https://docs.gitea.com/development/oauth2-provider
 */
export async function giveApplication(
  gitea: GiteaAccess,
  name: string,
  redirects: readonly string[],
): Promise<Application> {
  const body = { name, redirect_uris: redirects, confidential_client: true };
  const known = await giteaList<{ id: number; name: string }>(gitea, APPLICATIONS);
  const there = known.find(application => application.name === name);
  const made =
    there === undefined
      ? await giteaRequest<Made>(gitea, "POST", APPLICATIONS, body)
      : await giteaRequest<Made>(gitea, "PATCH", `${APPLICATIONS}/${there.id}`, body); // makes a new secret as well
  const { client_id: id, client_secret: secret } = made as Made;
  return { id, secret };
}

const APPLICATIONS = "user/applications/oauth2";

interface Made {
  readonly client_id: string;
  readonly client_secret: string;
}
