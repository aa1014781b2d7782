import type { Cluster } from "../clusters/lab.ts";

/**
 * The join key. One kebab-case `<app>` is used without change everywhere, and an **instance** of an app in an
 * environment is named by the elision rule: `prod` is silent (`erp`), every other environment is a suffix
 * (`erp-sandbox`). This is the only module that builds a name; everything else asks it.
 */

/** The environment that no name mentions. */
const SILENT = "prod";

/** The instance of an app in an environment: `erp`, `erp-sandbox`. */
export function instanceName(app: string, environment: string): string {
  return environment === SILENT ? app : `${app}-${environment}`;
}

/** Gitea repository of an app: `arcodange-org/erp`. */
export function repository(organisation: string, app: string): string {
  return `${organisation}/${app}`;
}

/** URL that Argo CD and people clone from: `https://gitea.arcodange.lab/arcodange-org/erp.git`. */
export function repositoryUrl({ gitea }: Cluster, name: string): string {
  return `https://${gitea.host}/${repository(gitea.organisation, name)}.git`;
}

/** The Application that holds every other one, and its project. */
export const ROOT = "root";

/** Projects of what is no app. */
export const PROJECTS = { crds: "crds", platform: "platform", tool: "tools" } as const;

/** Repository that holds the CRDs of every component, one folder and one tag per component and version. */
export const CRDS_REPOSITORY = "crds";

/** Tag of a component's CRDs in that repository: `longhorn-v1.12.1`. */
export function crdsTag(component: string, version: string): string {
  return `${component}-${version}`;
}

/** Application that installs a component's CRDs: `longhorn-crds`. */
export function crdsUnit(component: string): string {
  return `${component}-crds`;
}

/** Role by which an app's CI logs in to Vault: `gitea_cicd_erp`. */
export function ciRole(app: string): string {
  return `gitea_cicd_${app}`;
}

/** Prefix of the OpenTofu state of an app's own stack, in the app's own repository. */
export function appStatePrefix(app: string): string {
  return app;
}

/** Owner role of an instance's database, the one exception to the join key: snake case and a suffix, `erp_sandbox_role`. */
export function ownerRole(instance: string): string {
  return `${instance.replaceAll("-", "_")}_role`;
}

/** Role by which Vault makes and takes away the users of an instance's database, and no other's: `vault_erp_sandbox`. */
export function managerRole(instance: string): string {
  return `vault_${instance.replaceAll("-", "_")}`;
}

/** Mount in Vault at which an app's CI logs in; the key of one mount signs for that app alone: `gitea/erp`. */
export function ciMount(app: string): string {
  return `gitea/${app}`;
}

/** File of a stack's variables: `rendered/arcodange/tofu/vault.tfvars.json`. */
export function variablesFile(cluster: string, stack: string): string {
  return `${renderedPath(cluster, "tofu")}/${stack}.tfvars.json`;
}

/** Folder of a stack's HCL. */
export function stackFolder(stack: string): string {
  return `platform/tofu/${stack}`;
}

/** Host name of an instance inside the lab: `erp-sandbox.arcodange.lab`. */
export function hostname(instance: string, domain: string): string {
  return `${instance}.${domain}`;
}

/** Host name in the public zone; `@` is the zone itself. */
export function publicHostname(label: string, zone: string): string {
  return label === "@" ? zone : `${label}.${zone}`;
}

/** Path of one of an instance's secrets below the KV mount: `erp-sandbox/smtp`. */
export function kvPath(instance: string, secret: string): string {
  return `${instance}/${secret}`;
}

/** Path of an instance's dynamic database credentials below the database mount: `creds/erp-sandbox`. */
export function databaseCredentialsPath(instance: string): string {
  return `creds/${instance}`;
}

/** Name of something that a tool owns, in the namespace that tools share: `grafana-data`. */
export function owned(tool: string, part: string): string {
  return `${tool}-${part}`;
}

/** Name of a Service inside the cluster: `vault.tools.svc.cluster.local`. */
export function serviceHost(service: string, namespace: string): string {
  return `${service}.${namespace}.svc.cluster.local`;
}

/** Folder of a unit in this repository: `rendered/arcodange/erp-sandbox`. */
export function renderedPath(cluster: string, unit: string): string {
  return `rendered/${cluster}/${unit}`;
}

/** File with the facts of a cluster. */
export function factsFile(cluster: string): string {
  return `clusters/${cluster}/index.ts`;
}

/** File with the image tags of a cluster, which bots edit. */
export function imagesFile(cluster: string): string {
  return `clusters/${cluster}/images.yaml`;
}

/** Branch of this repository on which a new image of an app arrives: `bump/erp`. */
export function bumpBranch(app: string): string {
  return `bump/${app}`;
}

/** File that declares a component. */
export function componentFile(component: string): string {
  return `platform/components/${component}/index.ts`;
}

/** Page of a component in the guidebook. */
export function componentPage(component: string): string {
  return `platform/components/${component}/page.md`;
}

/** File that declares an app. */
export function appFile(app: string): string {
  return `apps/${app}.ts`;
}

/** Every coordinate of one instance of an app, in the rows of the README's naming table. */
export function coordinates(cluster: Cluster, app: string, environment: string) {
  const instance = instanceName(app, environment);
  return {
    "Gitea repository": repository(cluster.gitea.organisation, app),
    "CI role in Vault": ciRole(app),
    "OpenTofu state prefix": appStatePrefix(app),
    "Argo CD Application": instance,
    namespace: instance,
    "Vault policy, Kubernetes-auth role, KV prefix": instance,
    "PostgreSQL database": instance,
    "PostgreSQL owner role": ownerRole(instance),
    "host name": hostname(instance, cluster.domain),
  };
}
