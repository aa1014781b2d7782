/** One rule of a Role or ClusterRole. */
interface Rule {
  readonly apiGroups?: readonly string[];
  readonly resources?: readonly string[];
  readonly resourceNames?: readonly string[];
  readonly nonResourceURLs?: readonly string[];
  readonly verbs?: readonly string[];
}

type Verbs = Record<string, true>;

/**
 * What the rules of a role grant, whichever way they are grouped: verbs by what they may be done to, which is written
 * as kubectl writes it (`deployments.apps`, `pods/log`), with a name as `secrets:argocd-secret`, or a path. Rights add
 * up, so this holds all that the rules say.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-resources
 */
export function grantedVerbs(rules: readonly unknown[]): Readonly<Record<string, Readonly<Verbs>>> {
  const granted: Record<string, Verbs> = {};
  for (const rule of rules as readonly Rule[]) {
    for (const target of targetsOf(rule)) {
      const verbs = granted[target] ?? {};
      granted[target] = verbs;
      for (const verb of rule.verbs ?? []) verbs[verb] = true;
    }
  }
  return granted;
}

function targetsOf({ apiGroups = [], resources = [], resourceNames = [], nonResourceURLs = [] }: Rule): string[] {
  const kinds = apiGroups.flatMap(group => resources.map(resource => qualified(resource, group)));
  const named =
    resourceNames.length === 0 ? kinds : kinds.flatMap(kind => resourceNames.map(name => `${kind}:${name}`));
  return [...named, ...nonResourceURLs];
}

function qualified(resource: string, group: string): string {
  const [kind = "", ...subresource] = resource.split("/");
  return [group === "" ? kind : `${kind}.${group}`, ...subresource].join("/");
}
