/**
 * Where the value of one key comes from: who brings it, or how `lab secrets make` makes it.
 *
 * @see platform/decisions/0009-keys-of-two-servers-are-in-no-state.md
 */
export type Origin =
  | Typed
  | UserList
  | Random
  | Fixed
  | GiteaToken
  | GiteaApplication
  | WebhookKey
  | DatabasePassword
  | SigningKey
  | StackOutput;

/** The keys of a secret, each with the origin of its value: `{ token: typed("token of DuckDNS") }`. */
export type Keys = Readonly<Record<string, Origin>>;

/** Secrets by name; names lie below whoever declares them. */
export type Secrets = Readonly<Record<string, Keys>>;

/** A person types it in, or pastes it. */
export interface Typed {
  readonly from: "person";
  /** What it is and where one gets it, on one line. */
  readonly what: string;
}

/** A person writes one line for each who may pass, `name:hash`, as `htpasswd -nB <name>` prints it. */
export interface UserList {
  readonly from: "users";
}

export interface Random {
  readonly from: "random";
  readonly bytes: number;
  readonly encoding: "hex" | "base64";
  /** Why a second one would do harm: `lab secrets rotate` leaves it alone, and says this. */
  readonly kept?: string;
}

/** No secret, but it has to lie beside one. */
export interface Fixed {
  readonly from: "fixed";
  readonly value: string;
}

/** Token of a bot's account in Gitea. */
export interface GiteaToken {
  readonly from: "gitea-token";
  readonly account: string;
  /** As Gitea writes them: `read:repository`. */
  readonly scopes: readonly string[];
}

/** One half of what Gitea gives an application by which people sign in. */
export interface GiteaApplication {
  readonly from: "gitea-application";
  /** Name of the application, and of its host below the lab's domain. */
  readonly application: string;
  /** Where Gitea may send people back to: a path on that host, `/auth/callback`, or a whole address. */
  readonly redirects: readonly string[];
  readonly part: "id" | "secret";
}

/** By what Gitea signs what it tells somebody of every push in the lab's organisation. */
export interface WebhookKey {
  readonly from: "webhook";
  /** Name of whom it tells, and of its host below the lab's domain. */
  readonly application: string;
  /** Path on that host: `/api/webhook`. */
  readonly path: string;
}

/** Password of a role in PostgreSQL, which gets it too. */
export interface DatabasePassword {
  readonly from: "database-role";
  readonly role: string;
}

/** Public half of a pair of keys: workflows of a repository in Gitea sign with the other half, to log in to Vault. */
export interface SigningKey {
  readonly from: "signing-key";
  readonly app: string;
}

/** Written by an OpenTofu stack when it is applied. */
export interface StackOutput {
  readonly from: "stack";
  readonly stack: string;
}

/** @param what it is and where one gets it, on one line */
export function typed(what: string): Typed {
  return { from: "person", what };
}

/** Who may pass Traefik. */
export const USER_LIST: Keys = { users: { from: "users" } };

/** @param bytes of randomness; the text is longer: twice in hexadecimal, four thirds in base64 */
export function random(bytes: number, options: Partial<Pick<Random, "encoding" | "kept">> = {}): Random {
  return { from: "random", bytes, encoding: "hex", ...options };
}

export function fixed(value: string): Fixed {
  return { from: "fixed", value };
}

export function giteaToken(account: string, ...scopes: readonly string[]): GiteaToken {
  return { from: "gitea-token", account, scopes };
}

/** Both halves of an application, under the names that Argo CD and Grafana have for them. */
export function giteaApplication(application: string, ...redirects: readonly string[]): Keys {
  const [clientID, clientSecret] = halvesOfApplication(application, ...redirects);
  return { clientID, clientSecret };
}

export function halvesOfApplication(application: string, ...redirects: readonly string[]) {
  const whole = { from: "gitea-application", application, redirects } as const;
  return [{ ...whole, part: "id" } as const, { ...whole, part: "secret" } as const] as const;
}

export function webhookKey(application: string, path: string): WebhookKey {
  return { from: "webhook", application, path };
}

export function databasePassword(role: string): DatabasePassword {
  return { from: "database-role", role };
}

export function signingKey(app: string): SigningKey {
  return { from: "signing-key", app };
}

export function fromStack(stack: string): StackOutput {
  return { from: "stack", stack };
}
