import type { Cluster } from "../../../clusters/lab.ts";
import { CRDS_REPOSITORY, ciMount, ciRole } from "../../naming.ts";
import type { Stack, StackLab } from "../stack.ts";
import { type Account, accountsOf, MERGER } from "./accounts.ts";

/** What the stack is told, beside what every stack is. */
export interface GiteaVariables {
  readonly gitea_url: string;
  readonly vault_url: string;
  readonly organisation: string;
  readonly repository: string;
  /** What each holds, by name. */
  readonly repositories: Readonly<Record<string, string>>;
  /** Addresses by name. */
  readonly mirrors: Readonly<Record<string, string>>;
  readonly accounts: Readonly<Record<string, Account>>;
  readonly merger: string;
  /** By app. */
  readonly ci: Readonly<Record<string, { readonly mount: string; readonly role: string }>>;
}

export const giteaStack: Stack = {
  name: "gitea",
  makes:
    "The lab's organisation in Gitea: its repositories, the accounts of programs, and what is deployed only past the gate.",
  needs: [],
  credentials: { GITEA_TOKEN: "gitea/token" },
  variables: lab => ({ ...giteaVariables(lab) }),
};

/** Of a whole lab: an app has one repository, however many environments. */
export function giteaVariables({ cluster, declared }: Pick<StackLab, "cluster" | "declared">): GiteaVariables {
  const { gitea, vault } = cluster;
  const apps = [...new Set(declared.instances.map(({ app }) => app))];
  return {
    gitea_url: `https://${gitea.host}`,
    vault_url: `https://${vault.host}`,
    organisation: gitea.organisation,
    repository: gitea.repository,
    repositories: { ...platformRepositories(cluster), ...byApp(apps, app => `App ${app}`) },
    mirrors: gitea.mirrors ?? {},
    accounts: accountsOf(cluster, declared),
    merger: MERGER,
    ci: byApp(apps, app => ({ mount: ciMount(app), role: ciRole(app) })),
  };
}

function platformRepositories({ gitea }: Cluster): Readonly<Record<string, string>> {
  return {
    [gitea.repository]: "The lab: what exists, what runs, and what is deployed of it",
    [CRDS_REPOSITORY]: "Custom resource definitions, one tag for each version of a component",
  };
}

function byApp<T>(apps: readonly string[], describe: (app: string) => T): Readonly<Record<string, T>> {
  return Object.fromEntries(apps.map(app => [app, describe(app)]));
}
