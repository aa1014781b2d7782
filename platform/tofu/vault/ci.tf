# Workflows on Gitea. Each app has a mount of its own, because the key of a mount can sign every claim of it. The key is
# made by `lab secrets make`, which gives one half to Gitea and the other to Vault. Why they sign for themselves:
# platform/decisions/0010-workflows-sign-for-themselves.md.

resource "vault_auth_backend" "ci" {
  for_each = var.ci

  type        = "jwt"
  path        = each.value.mount
  description = "Workflows of ${each.value.repository}"
}

resource "vault_policy" "ci" {
  for_each = var.ci

  name = each.value.role
  policy = jsonencode({
    path = { "${vault_mount.ci.path}/data/${each.key}/*" = { capabilities = ["read"] } }
  })
}

# What a workflow says of itself is its own word, until Gitea vouches for it: the key says whose it is, and `ref` keeps out
# what runs on other branches as long as it says so.
resource "vault_jwt_auth_backend_role" "ci" {
  for_each = var.ci

  backend                 = vault_auth_backend.ci[each.key].path
  role_name               = each.value.role
  role_type               = "jwt"
  user_claim              = "repository"
  bound_audiences         = [var.vault_url]
  bound_claims_type       = "glob"
  bound_claims            = { repository = each.value.repository, ref = "refs/heads/main,refs/tags/v*" } # either, as the provider reads a comma
  token_policies          = [vault_policy.ci[each.key].name]
  token_no_default_policy = true
  token_type              = "batch" # cannot be renewed, has no children, and leaves nothing behind
  token_ttl               = 900
  token_max_ttl           = 900
}
