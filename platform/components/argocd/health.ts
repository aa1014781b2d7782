import { PROJECTS } from "../../naming.ts";

/**
 * Health of kinds that Argo CD has no opinion of, or the wrong one: key of `argocd-cm` to a Lua script that gets `obj`.
 * Without them a wave is over as soon as its objects are accepted.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/health/
 */
export const HEALTH: Readonly<Record<string, string>> = {
  "apiextensions.k8s.io_CustomResourceDefinition": definitionHealth(),
  "argoproj.io_Application": applicationHealth(),
  ...Object.fromEntries(
    ["VaultAuth", "VaultConnection", "VaultDynamicSecret", "VaultStaticSecret"].map(kind => [
      `secrets.hashicorp.com_${kind}`,
      vaultHealth(),
    ]),
  ),
};

/**
 * A CRD that is not served yet counts as healthy: a sync waits for that by itself (`ensureCRDReady` of gitops-engine's
 * `sync_context.go`). Argo CD does not track CRDs, so that it would learn that one has become healthy only by the clock,
 * and the next wave would wait so long.
 *
 * @see https://github.com/argoproj/argo-cd/blob/v3.5.1/controller/cache/cache.go
 */
function definitionHealth(): string {
  return `local health = { status = "Healthy", message = "" }
for _, condition in ipairs((obj.status or {}).conditions or {}) do
  local refused = condition.type == "NamesAccepted" and condition.status == "False"
  local broken = condition.type == "NonStructuralSchema" and condition.status == "True"
  if refused or broken then
    health.status = "Degraded"
    health.message = condition.message or ""
  end
end
return health
`;
}

/**
 * An Application of the platform is as healthy as its objects, once Argo CD has compared them with the source that it
 * names now and found them synced: else a wave would end on the health of yesterday's source, or of the first object.
 * All others count as healthy: a running sync of the root waits for whatever is in progress in its last wave too, and
 * would start no newer commit until a broken app is mended.
 */
function applicationHealth(): string {
  return `local health = { status = "Progressing", message = "" }
local project = obj.spec.project
if project ~= "${PROJECTS.platform}" and project ~= "${PROJECTS.crds}" then
  health.status = "Healthy"
  health.message = "Nothing waits for it"
  return health
end
local status = obj.status or {}
local sync = status.sync or {}
local compared = (sync.comparedTo or {}).source or {}
local source = obj.spec.source
if sync.status ~= "Synced" or compared.targetRevision ~= source.targetRevision or compared.path ~= source.path then
  health.message = "Not yet as its source says"
  return health
end
if status.health ~= nil then
  health.status = status.health.status or "Progressing"
  health.message = status.health.message or ""
end
return health
`;
}

/** What the Vault Secrets Operator says of an object in its condition Ready. A sealed Vault makes it degraded. */
function vaultHealth(): string {
  return `local health = { status = "Progressing", message = "Not yet read from Vault" }
for _, condition in ipairs((obj.status or {}).conditions or {}) do
  if condition.type == "Ready" then
    health.message = condition.message or ""
    if condition.status == "True" then health.status = "Healthy" end
    if condition.status == "False" then health.status = "Degraded" end
  end
end
return health
`;
}
