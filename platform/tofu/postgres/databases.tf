# A database for each instance and tool that asks for one, shut to everybody but the members of its owner role: the users
# that Vault makes, and the role by which it makes them.

resource "postgresql_role" "owner" {
  for_each = var.databases

  name  = each.value.owner
  login = false

  lifecycle {
    prevent_destroy = true # it would give away what it owns
    precondition {
      condition     = local.is_recent
      error_message = local.too_old
    }
  }
}

resource "postgresql_database" "database" {
  for_each = var.databases

  name     = each.key
  owner    = postgresql_role.owner[each.key].name
  template = "template0"
  encoding = "UTF8"

  lifecycle {
    prevent_destroy = true
    ignore_changes  = [template, lc_collate, lc_ctype] # chosen once; PostgreSQL cannot change them, only make the database anew
  }
}

# Everybody may connect to a new database.
resource "postgresql_grant" "nobody_connects" {
  for_each = var.databases

  database    = postgresql_database.database[each.key].name
  role        = "public"
  object_type = "database"
  privileges  = []
}

resource "postgresql_grant" "owner_connects" {
  for_each = var.databases

  database    = postgresql_grant.nobody_connects[each.key].database
  role        = postgresql_role.owner[each.key].name
  object_type = "database"
  privileges  = ["CONNECT", "CREATE", "TEMPORARY"]
}

# A database that was restored from a dump may have a schema that everybody writes to, as it was up to PostgreSQL 14.
resource "postgresql_grant" "nobody_creates" {
  for_each = var.databases

  database    = postgresql_database.database[each.key].name
  role        = "public"
  object_type = "schema"
  schema      = "public"
  privileges  = []
}

resource "postgresql_grant" "owner_creates" {
  for_each = var.databases

  database    = postgresql_grant.nobody_creates[each.key].database # one after the other: both change the same row
  role        = postgresql_role.owner[each.key].name
  object_type = "schema"
  schema      = "public"
  privileges  = ["CREATE", "USAGE"]
}

# What the owner makes belongs to it already. But everybody may call a new function, even one with its maker's rights.
resource "postgresql_default_privileges" "nobody_calls" {
  for_each = var.databases

  database    = postgresql_database.database[each.key].name
  owner       = postgresql_role.owner[each.key].name
  role        = "public"
  object_type = "function"
  privileges  = []
}
