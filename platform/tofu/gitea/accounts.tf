# Accounts of programs: Argo CD, the Image Updater, workflows, nodes. Each may do what it is for, and nothing else. They log
# in with tokens, which `lab secrets make` makes: those are in no variable, plan or state.

resource "gitea_user" "account" {
  for_each = var.accounts

  username                  = each.key
  login_name                = each.key
  email                     = "${each.key}@${var.domain}"
  description               = each.value.purpose
  visibility                = "private"
  restricted                = true # sees nothing but what it was let into
  allow_create_organization = false
  allow_git_hook            = false
  allow_import_local        = false
  max_repo_creation         = 0
  send_notification         = false
  must_change_password      = false  # a program cannot
  password                  = uuid() # random; worth nothing as soon as `lab secrets make` has given it another, which nobody keeps

  lifecycle {
    ignore_changes = [password]
  }
}

# Rights are those of teams. With each collaborator or team that a repository gets, Gitea writes all rights to it anew, and
# forgets one when two come at a time: so no kind of team begins before the one above is done, and no two of a kind share a
# repository. Members come at any time. The provider cannot change a team, only replace it.
resource "gitea_team" "readers" {
  for_each = toset([for right in local.rights : right.repository if right.right == "read"])

  organisation             = gitea_org.lab.name
  name                     = "read-${each.key}"
  description              = "Programs that read the code of ${each.key}"
  repositories             = [gitea_repository.repository[each.key].name]
  units                    = "[repo.code]"
  permission               = "read"
  can_create_repos         = false
  include_all_repositories = false

  lifecycle {
    ignore_changes = [permission] # Gitea keeps it by unit, and calls the team's own "none"
  }
}

resource "gitea_team" "writers" {
  for_each = toset([for right in local.rights : right.repository if right.right == "write"])

  organisation             = gitea_org.lab.name
  name                     = "write-${each.key}"
  description              = "Programs that push branches of ${each.key}, and propose them"
  repositories             = [gitea_repository.repository[each.key].name]
  units                    = "[repo.code repo.pulls]"
  permission               = "write"
  can_create_repos         = false
  include_all_repositories = false

  depends_on = [gitea_team.readers]

  lifecycle {
    ignore_changes = [permission]
  }
}

# Whoever starts a workflow needs no right to what it works on.
resource "gitea_team" "starters" {
  organisation             = gitea_org.lab.name
  name                     = "start-${var.repository}"
  description              = "Programs that start workflows of ${var.repository}"
  repositories             = [gitea_repository.repository[var.repository].name]
  units                    = "[repo.actions]"
  permission               = "write"
  can_create_repos         = false
  include_all_repositories = false

  depends_on = [gitea_team.writers]

  lifecycle {
    ignore_changes = [permission]
  }
}

# The way into the organisation: Gitea fails when somebody who is not in it yet joins two teams at a time.
resource "gitea_team" "programs" {
  organisation             = gitea_org.lab.name
  name                     = "programs"
  description              = "Every program, with a right to nothing"
  units                    = "[repo.wiki]" # there must be one; the team has no repository
  permission               = "read"
  can_create_repos         = false
  include_all_repositories = false

  lifecycle {
    ignore_changes = [permission]
  }
}

resource "gitea_team_membership" "programs" {
  for_each = var.accounts

  team_id  = gitea_team.programs.id
  username = gitea_user.account[each.key].username
}

# Packages belong to the organisation, not to a repository.
resource "gitea_team" "packages" {
  for_each = toset(["read", "write"])

  organisation             = gitea_org.lab.name
  name                     = "packages-${each.key}"
  description              = "Programs that ${each.key} images and other packages"
  units                    = "[repo.packages]"
  permission               = each.key
  can_create_repos         = false
  include_all_repositories = false

  lifecycle {
    ignore_changes = [permission]
  }
}

resource "gitea_team_membership" "code" {
  for_each = { for right in local.rights : "${right.account}/${right.repository}" => right }

  team_id  = each.value.right == "read" ? gitea_team.readers[each.value.repository].id : gitea_team.writers[each.value.repository].id
  username = gitea_team_membership.programs[each.value.account].username
}

resource "gitea_team_membership" "starters" {
  for_each = toset([for account, rights in var.accounts : account if rights.starts_workflows])

  team_id  = gitea_team.starters.id
  username = gitea_team_membership.programs[each.key].username
}

resource "gitea_team_membership" "packages" {
  for_each = { for account, rights in var.accounts : account => rights.packages if rights.packages != null }

  team_id  = gitea_team.packages[each.value].id
  username = gitea_team_membership.programs[each.key].username
}

locals {
  rights = flatten([
    for account, rights in var.accounts : [
      for repository, right in rights.repositories : { account = account, repository = repository, right = right }
    ]
  ])
}
