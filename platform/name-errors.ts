import { ciRole, instanceName, managerRole, ownerRole } from "./naming.ts";

/** A name that one of the systems would refuse, or confuse with another. */
export interface NameError {
  /** Coordinate that breaks, in the words of the naming table: `PostgreSQL owner role`. */
  readonly coordinate: string;
  readonly problem: string;
  readonly remedy: string;
}

const KEBAB_CASE = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const DNS_LABEL_CHARACTERS = 63;
const POSTGRES_NAME_BYTES = 63; // NAMEDATALEN - 1, https://www.postgresql.org/docs/17/sql-syntax-lexical.html
const GITEA_REPOSITORY_CHARACTERS = 100; // models/repo: VARCHAR and the form's MaxSize(100)
const VAULT_ROLE_CHARACTERS = 128;
/** Names that PostgreSQL, Vault or Kubernetes keep for themselves, by coordinate. */
const RESERVED = {
  "PostgreSQL database": ["postgres", "template0", "template1"],
  "Vault policy": ["root", "default", "response-wrapping", "control-group"],
  namespace: ["default", "kube-system", "kube-public", "kube-node-lease"],
} as const;

/**
 * Why an app may not have this name in these environments; empty when every system accepts every coordinate.
 *
 * Lengths count what each system adds: the environment's suffix, `gitea_cicd_`, `_role`, `vault_`.
 */
export function nameErrors(app: string, environments: readonly string[]): NameError[] {
  if (!KEBAB_CASE.test(app)) {
    return [
      {
        coordinate: "Argo CD Application",
        problem: `"${app}" is not kebab-case`,
        remedy: 'write lower-case letters, digits and single hyphens, letter first, such as "web-shop",',
      },
    ];
  }
  return environments.flatMap(environment => instanceErrors(app, instanceName(app, environment))).filter(firstOfKind);
}

function instanceErrors(app: string, instance: string): NameError[] {
  return [
    ...tooLong("Gitea repository", app, GITEA_REPOSITORY_CHARACTERS),
    ...tooLong("CI role in Vault", ciRole(app), VAULT_ROLE_CHARACTERS),
    ...tooLong("namespace", instance, DNS_LABEL_CHARACTERS),
    ...tooLong("host name", instance, DNS_LABEL_CHARACTERS),
    ...tooLong("PostgreSQL database", instance, POSTGRES_NAME_BYTES),
    ...tooLong("PostgreSQL owner role", ownerRole(instance), POSTGRES_NAME_BYTES),
    ...tooLong("PostgreSQL manager role", managerRole(instance), POSTGRES_NAME_BYTES),
    ...reserved(instance),
  ];
}

function tooLong(coordinate: string, name: string, most: number): NameError[] {
  const length = Buffer.byteLength(name);
  if (length <= most) return [];
  return [
    {
      coordinate,
      problem: `"${name}" has ${length} characters and ${most} are allowed`,
      remedy: `shorten the app's name by ${length - most}`,
    },
  ];
}

function reserved(instance: string): NameError[] {
  const errors: NameError[] = Object.entries(RESERVED)
    .filter(([, names]) => (names as readonly string[]).includes(instance))
    .map(([coordinate]) => ({ coordinate, problem: `"${instance}" is reserved there`, remedy: "choose another name" }));
  if (ownerRole(instance).startsWith("pg_")) {
    // https://www.postgresql.org/docs/17/predefined-roles.html
    errors.push({
      coordinate: "PostgreSQL owner role",
      problem: `"${ownerRole(instance)}" begins with pg_, which PostgreSQL keeps for itself`,
      remedy: "choose a name that does not begin with pg-",
    });
  }
  if (instance.startsWith("kube-")) {
    errors.push({
      coordinate: "namespace",
      problem: `"${instance}" begins with kube-, which Kubernetes keeps for itself`,
      remedy: "choose another name",
    });
  }
  return errors;
}

function firstOfKind(error: NameError, index: number, all: readonly NameError[]): boolean {
  return all.findIndex(other => other.coordinate === error.coordinate && other.problem === error.problem) === index;
}
