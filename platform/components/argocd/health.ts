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
 * An Application of the platform is as healthy as its objects, once all of them are as the source says that it names
 * now: else a wave would end on the health of yesterday's source, or of the first object. A successful sync of that
 * source will do where it is not quite Synced: a CRD that its component no longer brings is kept, and differs for ever.
 * All others count as healthy: a running sync of the root waits for whatever is in progress in its last wave too, and
 * would start no newer commit until a broken app is mended.
 */
function applicationHealth(): string {
  return `local health = { status = "Progressing", message = "" }
local spec, status = obj.spec, obj.status or {}
if spec.project ~= "${PROJECTS.platform}" and spec.project ~= "${PROJECTS.crds}" then
  health.status = "Healthy"
  health.message = "Nothing waits for it"
  return health
end
local function is_own(source)
  return source ~= nil and source.targetRevision == spec.source.targetRevision and source.path == spec.source.path
end
local sync, operation = status.sync or {}, status.operationState or {}
local compared = sync.status == "Synced" and is_own((sync.comparedTo or {}).source)
local synced = operation.phase == "Succeeded" and is_own((operation.syncResult or {}).source)
if not compared and not synced then
  health.message = "Not yet as its source says"
elseif status.health ~= nil then
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
