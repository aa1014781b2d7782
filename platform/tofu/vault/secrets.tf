# Static secrets: what instances and tools read, and, apart from it, what the CI of each app reads.

resource "vault_mount" "kv" {
  path        = "kvv2"
  type        = "kv"
  options     = { version = "2" }
  description = "Secrets of instances and tools, below their own names"
}

resource "vault_mount" "ci" {
  path        = "ci"
  type        = "kv"
  options     = { version = "2" }
  description = "Secrets of workflows, below the names of their apps"
}

# Encrypts what the secrets operator remembers of its logins and leases.
resource "vault_mount" "transit" {
  path        = "transit"
  type        = "transit"
  description = "Encrypts for others, and keeps nothing of it"
}

resource "vault_transit_secret_backend_key" "client_cache" {
  backend = vault_mount.transit.path
  name    = "vso-client-cache"
}
