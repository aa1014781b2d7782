import { randomBytes } from "node:crypto";
import type { Cluster } from "../../clusters/lab.ts";
import { hostname } from "../../platform/naming.ts";
import { endOlderTokens, newToken } from "../../platform/secrets/gitea-accounts.ts";
import { type Application, giveApplication } from "../../platform/secrets/gitea-applications.ts";
import { signWebhook } from "../../platform/secrets/gitea-webhook.ts";
import type { Values } from "../../platform/secrets/kv.ts";
import type { GiteaApplication, GiteaToken, Keys, WebhookKey } from "../../platform/secrets/origin.ts";
import { withPostgres } from "../../platform/secrets/postgres-session.ts";
import { ensurePassword } from "../../platform/secrets/role-password.ts";
import type { Workshop } from "./workshop.ts";

/** Values that were just made. */
export interface NewValues {
  /** Nobody else has seen them. */
  readonly local: Values;
  /** Another server has them already, so these and no others are right. */
  readonly shared: Values;
}

/** Of what two servers share. */
const BYTES = 32;

/**
 * New values for the keys of one secret.
 *
 * @throws {Error} when a key is of an origin that cannot be made in place: who calls has left those out
 */
export async function newValues(cluster: Cluster, path: string, keys: Keys, workshop: Workshop): Promise<NewValues> {
  const local: Record<string, string> = {};
  const shared: Record<string, string> = {};
  let application: Application | undefined;
  for (const [key, origin] of Object.entries(keys)) {
    switch (origin.from) {
      case "random":
        local[key] = randomBytes(origin.bytes).toString(origin.encoding);
        break;
      case "fixed":
        local[key] = origin.value;
        break;
      case "gitea-token":
        shared[key] = await token(origin, `lab ${path} ${key}`, workshop);
        break;
      case "gitea-application":
        application ??= await newApplication(cluster, origin, workshop); // asking again would end the secret
        shared[key] = application[origin.part];
        break;
      case "webhook":
        shared[key] = await signedWebhook(cluster, origin, workshop);
        break;
      case "database-role":
        shared[key] = await rolePassword(origin.role, workshop);
        break;
      default:
        throw new Error(`Cannot make ${key} of ${path}: nothing makes it in place, this is a bug in render/`);
    }
  }
  return { local, shared };
}

/**
 * A new token of a program's account. The one before it goes on until the next is made: whoever uses it gets the new one
 * within the hour.
 *
 * @param name by which a person finds it in Gitea
 */
export async function token({ account, scopes }: GiteaToken, name: string, { gitea }: Workshop): Promise<string> {
  const access = await gitea();
  await endOlderTokens(access, account, name);
  return newToken(access, account, name, scopes);
}

/** Its identifier stays when there is one of its name already, and its secret does not. */
export async function newApplication(
  cluster: Cluster,
  { application, redirects }: GiteaApplication,
  { gitea }: Workshop,
): Promise<Application> {
  const addresses = redirects.map(redirect =>
    redirect.startsWith("/") ? `https://${hostname(application, cluster.domain)}${redirect}` : redirect,
  );
  return giveApplication(await gitea(), application, addresses);
}

async function signedWebhook(
  { gitea: { organisation }, domain }: Cluster,
  { application, path }: WebhookKey,
  { gitea }: Workshop,
): Promise<string> {
  const key = randomBytes(BYTES).toString("hex");
  await signWebhook(await gitea(), organisation, `https://${hostname(application, domain)}${path}`, key);
  return key;
}

async function rolePassword(role: string, { postgres }: Workshop): Promise<string> {
  const password = randomBytes(BYTES).toString("hex");
  await withPostgres(await postgres(), sql => ensurePassword(sql, role, password));
  return password;
}
