# Whoever logs in from the cluster, with the token of a service account that was made for Vault alone.

resource "vault_auth_backend" "kubernetes" {
  type        = "kubernetes"
  path        = "kubernetes"
  description = "Service accounts of the cluster"
}

# Vault asks the API server with the service account of its own pod, whose token and certificate it reads from there.
resource "vault_kubernetes_auth_backend_config" "cluster" {
  backend                = vault_auth_backend.kubernetes.path
  kubernetes_host        = var.kubernetes_host
  disable_iss_validation = true # the API server judges the token, issuer included
}

resource "vault_policy" "reader" {
  for_each = var.readers

  name = each.key
  policy = jsonencode({
    path = { for path, capabilities in each.value.paths : path => { capabilities = capabilities } }
  })
}

# The login is renewed for as long as it is used: when it ends, every lease that it asked for ends with it.
resource "vault_kubernetes_auth_backend_role" "reader" {
  for_each = var.readers

  backend                          = vault_auth_backend.kubernetes.path
  role_name                        = each.key
  bound_service_account_names      = [each.value.service_account]
  bound_service_account_namespaces = [each.value.namespace]
  audience                         = "vault"
  token_policies                   = [vault_policy.reader[each.key].name]
  token_period                     = var.lifetime_seconds
}
