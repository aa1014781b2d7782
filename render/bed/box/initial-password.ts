import { ARGOCD_NAMESPACE } from "../../../platform/components/argocd/namespace.ts";
import { eventually } from "../eventually.ts";
import type { ApiServer } from "../servers/api-server.ts";
import { kubectl } from "../servers/kubectl.ts";

const PATIENCE_SECONDS = 120;

/**
 * Password of Argo CD's `admin`, which Argo CD itself makes at its first start.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/getting_started/#4-login-using-the-cli
 */
export async function initialPassword(server: ApiServer, signal: AbortSignal): Promise<string> {
  const words = ["get", "secret", "argocd-initial-admin-secret", `--namespace=${ARGOCD_NAMESPACE}`];
  let password = "";
  const look = async () => {
    const { stdout, stderr } = await kubectl(server, ...words, "--output=jsonpath={.data.password}");
    password = Buffer.from(stdout, "base64").toString();
    return password === "" ? stderr : undefined;
  };
  await eventually("Argo CD has a password", look, PATIENCE_SECONDS, signal);
  return password;
}
