# Roles by which Vault makes users, one for each database: none can make or touch the users of another. Their passwords are
# in no variable, plan or state: `lab secrets make` gives them to both servers, and until then nobody can log in with them.
# Why: platform/decisions/0008-a-manager-for-each-database.md.

resource "postgresql_role" "manager" {
  for_each = var.databases

  name        = each.value.manager
  login       = true
  create_role = true
  search_path = ["pg_catalog"] # or the owner of the database says what a name means, and this role runs it

  lifecycle {
    ignore_changes = [roles] # a member of its owner role, see below, and of each user that it made
  }
}

# To make members of the owner role it must administer it, and to give to it what a user leaves behind, be a member itself.
resource "postgresql_grant_role" "manager" {
  for_each = var.databases

  role              = postgresql_role.manager[each.key].name
  grant_role        = postgresql_role.owner[each.key].name
  with_admin_option = true
}
