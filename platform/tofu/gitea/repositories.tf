# The organisation and its repositories. Its owners are whoever makes it, and whom they make one in Gitea.

resource "gitea_org" "lab" {
  name                          = var.organisation
  visibility                    = "private" # repositories and images are for members, and for those who were let in
  repo_admin_change_team_access = false

  lifecycle {
    prevent_destroy = true
  }
}

# How pull requests are merged is set by `lab secrets make`, for the provider cannot when it makes a repository, nor ever
# forbid fast-forward.
resource "gitea_repository" "repository" {
  for_each = var.repositories

  username                    = gitea_org.lab.name
  name                        = each.key
  description                 = each.value
  private                     = true
  auto_init                   = false # the first commit is pushed
  default_branch              = "main"
  default_merge_style         = "squash"
  allow_manual_merge          = false
  autodetect_manual_merge     = false
  ignore_whitespace_conflicts = false
  migration_mirror_interval   = ""   # it is no mirror; what the provider assumes would be planned for ever
  archive_on_destroy          = true # an app that leaves the lab leaves its source behind

  lifecycle {
    ignore_changes = [allow_merge_commits, allow_rebase, allow_rebase_explicit]
  }
}

resource "gitea_repository" "mirror" {
  for_each = var.mirrors

  username                    = gitea_org.lab.name
  name                        = each.key
  private                     = true
  mirror                      = true
  migration_service           = "git"
  migration_clone_address     = each.value
  migration_mirror_interval   = "8h0m0s"
  ignore_whitespace_conflicts = false

  # Nobody merges into a copy: Gitea makes mirrors without any of these.
  has_pull_requests     = false
  allow_merge_commits   = false
  allow_rebase          = false
  allow_rebase_explicit = false
  allow_squash_merge    = false
}

# What is deployed. Who merges may not skip the gate, not even an owner; and what the gate has seen is what will be there.
# Owners may push: the first commit, and when no runner is alive that could hold the gate. They could lift this as well.
resource "gitea_repository_branch_protection" "main" {
  username                       = gitea_org.lab.name
  name                           = gitea_repository.repository[var.repository].name
  rule_name                      = "main"
  enable_push                    = true
  push_whitelist_teams           = [local.owners]
  merge_whitelist_teams          = [local.owners]
  merge_whitelist_users          = [gitea_user.account[var.merger].username]
  status_check_patterns          = ["check / gate*"] # jobs of the workflow `check`, and what `lab bump` says in its place
  block_merge_on_outdated_branch = true
  block_admin_merge_override     = true

  depends_on = [gitea_team_membership.code] # Gitea drops from the list who may not write

  lifecycle {
    postcondition {
      condition     = self.enable_status_check && self.enable_push_whitelist && self.enable_merge_whitelist
      error_message = "Somebody has switched off a part of main's protection, which the provider sees and does not mend: switch it on again in Gitea, in the settings of the repository, under Branches."
    }
  }
}

locals {
  owners = "Owners" # the team that Gitea makes with every organisation
}
