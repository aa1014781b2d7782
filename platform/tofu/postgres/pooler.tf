# PgBouncer, which knows no user by itself: for each login it asks for the verifier of the password. The password of its own
# role is in no variable, plan or state: `lab secrets make` gives it to PostgreSQL and to Vault.

resource "postgresql_role" "pgbouncer" {
  count = var.pooler ? 1 : 0

  name  = "pgbouncer"
  login = true
}

# In no database of an app, whose owner could put another function there.
resource "postgresql_grant" "pgbouncer_connects" {
  count = var.pooler ? 1 : 0

  database    = "postgres"
  role        = postgresql_role.pgbouncer[0].name
  object_type = "database"
  privileges  = ["CONNECT"]
}

resource "postgresql_schema" "pgbouncer" {
  count = var.pooler ? 1 : 0

  database = "postgres"
  name     = "pgbouncer"
}

resource "postgresql_grant" "pgbouncer_looks" {
  count = var.pooler ? 1 : 0

  database    = "postgres"
  role        = postgresql_role.pgbouncer[0].name
  object_type = "schema"
  schema      = postgresql_schema.pgbouncer[0].name
  privileges  = ["USAGE"]
}

# A table, and so no row for whom it does not know: a row of nothing is an error to PgBouncer.
resource "postgresql_function" "user_lookup" {
  count = var.pooler ? 1 : 0

  database         = "postgres"
  schema           = postgresql_schema.pgbouncer[0].name
  name             = "user_lookup"
  returns          = "TABLE(username text, password text)"
  language         = "sql"
  volatility       = "STABLE"
  security_definer = true
  body             = file("${path.module}/user-lookup.sql")

  arg {
    name = "wanted"
    type = "text"
  }
}

resource "postgresql_grant" "nobody_looks_up" {
  count = var.pooler ? 1 : 0

  database    = "postgres"
  role        = "public"
  object_type = "function"
  schema      = postgresql_schema.pgbouncer[0].name
  objects     = [postgresql_function.user_lookup[0].name]
  privileges  = []
}

resource "postgresql_grant" "pgbouncer_looks_up" {
  count = var.pooler ? 1 : 0

  database    = "postgres"
  role        = postgresql_role.pgbouncer[0].name
  object_type = "function"
  schema      = postgresql_schema.pgbouncer[0].name
  objects     = postgresql_grant.nobody_looks_up[0].objects # one after the other: both change the same row
  privileges  = ["EXECUTE"]
}
