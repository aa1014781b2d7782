import { PROJECTS } from "../../naming.ts";

/**
 * Health of kinds that Argo CD has no opinion of, or the wrong one: key of `argocd-cm` to a Lua script that gets `obj`.
 * Without them a wave is over as soon as its objects are accepted.
 *
 * There is nothing to ask of Traefik's kinds: Traefik writes no status into any of them, and says in its log and its
 * dashboard what it cannot route. Longhorn's settings and recurring jobs have no health either.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/health/
 */
export const HEALTH: Readonly<Record<string, string>> = {
  "apiextensions.k8s.io_CustomResourceDefinition": definitionHealth(),
  "argocd-image-updater.argoproj.io_ImageUpdater": imageUpdaterHealth(),
  "argoproj.io_Application": applicationHealth(),
  "longhorn.io_BackupTarget": backupTargetHealth(),
  "longhorn.io_Node": longhornNodeHealth(),
  "longhorn.io_Volume": longhornVolumeHealth(),
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

/**
 * What the Vault Secrets Operator says of an object in its condition Ready, once that is about the object as it now is.
 * Before 1.3 it wrote no conditions, but whether a login is valid, and what it needs to know of a secret that it has
 * read. A sealed Vault makes it degraded.
 *
 * @see https://github.com/hashicorp/vault-secrets-operator/blob/v1.4.1/controllers/common.go
 */
function vaultHealth(): string {
  return `local health = { status = "Progressing", message = "Not yet read from Vault" }
local status = obj.status or {}
for _, condition in ipairs(status.conditions or {}) do
  local seen = condition.observedGeneration
  if condition.type == "Ready" and (seen == nil or seen == obj.metadata.generation) then
    health.message = condition.message or ""
    if condition.status == "True" then health.status = "Healthy" end
    if condition.status == "False" then health.status = "Degraded" end
    return health
  end
end
if status.conditions ~= nil and #status.conditions > 0 then return health end
local lease = (status.secretLease or {}).id or ""
if status.valid == true or (status.secretMAC or "") ~= "" or lease ~= "" then
  health.status = "Healthy"
  health.message = ""
elseif status.valid == false then
  health.status = "Degraded"
  health.message = status.error or ""
end
return health
`;
}

/**
 * Whether the Image Updater could do its round. An image that it could not look up stands in the message only: the
 * registry may be restarting.
 *
 * @see https://github.com/argoproj-labs/argocd-image-updater/blob/v1.3.0/internal/controller/status.go
 */
function imageUpdaterHealth(): string {
  return `local health = { status = "Progressing", message = "No round yet" }
for _, condition in ipairs((obj.status or {}).conditions or {}) do
  if condition.type == "Ready" and condition.observedGeneration == obj.metadata.generation then
    health.message = condition.message or ""
    if condition.status == "True" then health.status = "Healthy" end
    if condition.status == "False" then health.status = "Degraded" end
  end
end
return health
`;
}

/** Whether Longhorn reaches its backups; without an address there is nothing to reach. */
function backupTargetHealth(): string {
  return `local health = { status = "Progressing", message = "Not yet polled" }
local status = obj.status or {}
if ((obj.spec or {}).backupTargetURL or "") == "" then
  return { status = "Healthy", message = "Backups go nowhere" }
end
if status.available == true then health = { status = "Healthy", message = "" } end
if status.available == false then
  health.status = "Degraded"
  for _, condition in ipairs(status.conditions or {}) do
    if condition.type == "Unavailable" and condition.status == "True" then health.message = condition.message or "" end
  end
end
return health
`;
}

/** Whether Longhorn may use a node. */
function longhornNodeHealth(): string {
  return `local health = { status = "Progressing", message = "Not yet seen" }
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

/** Whether a volume has all its replicas; of one on a lost node Longhorn does not know. A detached one is asleep. */
function longhornVolumeHealth(): string {
  return `local status = obj.status or {}
if status.robustness == "degraded" then
  return { status = "Degraded", message = "It lacks a replica" }
elseif status.robustness == "faulted" then
  return { status = "Degraded", message = "No replica can be used" }
elseif status.state == "attached" and status.robustness == "healthy" then
  return { status = "Healthy", message = "" }
elseif status.state == "detached" then
  return { status = "Suspended", message = "Detached" }
end
return { status = "Progressing", message = status.state or "Not yet seen" }
`;
}
