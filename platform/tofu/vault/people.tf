# People sign in with their account of Gitea. What Vault must know of it is written by `lab secrets make`.

resource "vault_auth_backend" "people" {
  type        = "oidc"
  path        = "oidc"
  description = "Accounts of Gitea"
}

resource "vault_jwt_auth_backend_role" "owners" {
  backend        = vault_auth_backend.people.path
  role_name      = "owners"
  role_type      = "oidc"
  user_claim     = "sub"
  groups_claim   = "groups"
  bound_claims   = { groups = "${var.organisation}:owners" }
  oidc_scopes    = ["profile", "groups"]
  token_policies = [vault_policy.owners.name]
  token_ttl      = 3600
  token_max_ttl  = 8 * 3600

  allowed_redirect_uris = [
    "${var.vault_url}/ui/vault/auth/oidc/oidc/callback",
    "http://localhost:8250/oidc/callback", # vault login -method=oidc
  ]
}

# Whoever may write policies could grant himself everything; so this says it.
resource "vault_policy" "owners" {
  name = "owners"
  policy = jsonencode({
    path = { "*" = { capabilities = ["create", "read", "update", "patch", "delete", "list", "sudo"] } }
  })
}
