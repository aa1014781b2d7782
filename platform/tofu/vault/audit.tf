# To the output of its container, from where the lab's log collector takes it: no full disk ever stops Vault.

resource "vault_audit" "stdout" {
  type    = "file"
  path    = "stdout"
  options = { file_path = "stdout" }

  # While it is switched on, Vault fails what it is asked beside it, and has done it all the same.
  depends_on = [
    vault_mount.kv,
    vault_mount.ci,
    vault_transit_secret_backend_key.client_cache,
    vault_kubernetes_auth_backend_config.cluster,
    vault_kubernetes_auth_backend_role.reader,
    vault_database_secret_backend_role.database,
    vault_jwt_auth_backend_role.ci,
    vault_jwt_auth_backend_role.owners,
  ]
}
