# What workflows read of the lab. Their secrets are given by `lab secrets make`, which gives the other half to Vault.

resource "gitea_org_actions_variable" "lab" {
  for_each = {
    VAULT_ADDR     = var.vault_url
    LAB_REPOSITORY = "${var.organisation}/${var.repository}"
  }

  org           = gitea_org.lab.name
  variable_name = each.key
  value         = each.value
}

resource "gitea_repository_actions_variable" "vault_mount" {
  for_each = var.ci

  repository_owner = gitea_org.lab.name
  repository       = gitea_repository.repository[each.key].name
  variable_name    = "VAULT_MOUNT"
  value            = each.value.mount
}

resource "gitea_repository_actions_variable" "vault_role" {
  for_each = var.ci

  repository_owner = gitea_org.lab.name
  repository       = gitea_repository.repository[each.key].name
  variable_name    = "VAULT_ROLE"
  value            = each.value.role
}

# The webhook that tells Argo CD of every push is made by `lab secrets make` as well: Gitea takes the key that signs it
# when it is made and never after, and Vault has the same key.
