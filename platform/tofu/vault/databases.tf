# Users of databases that come and go. One connection for each database: what a user leaves behind can only be given to
# its owner from inside. Each connection has a role of its own, which can make users of this database and no other.

resource "vault_mount" "postgres" {
  path                      = "postgres"
  type                      = "database"
  default_lease_ttl_seconds = var.lifetime_seconds
  max_lease_ttl_seconds     = var.lifetime_seconds
  description               = "Users of PostgreSQL that expire"
}

# The password is in no variable, plan or state: `lab secrets make` gives it to both servers.
resource "vault_database_secret_backend_connection" "database" {
  for_each = var.databases

  backend           = vault_mount.postgres.path
  name              = each.key
  allowed_roles     = [each.key]
  verify_connection = false

  postgresql {
    connection_url          = "postgresql://{{username}}:{{password}}@${var.postgres.host}:${var.postgres.port}/${each.key}?sslmode=prefer"
    username                = each.value.manager
    max_open_connections    = 2
    max_idle_connections    = -1 # of a hundred that PostgreSQL has, none is kept for what happens every two weeks
    max_connection_lifetime = 60
  }
}

resource "vault_database_secret_backend_role" "database" {
  for_each = var.databases

  backend     = vault_mount.postgres.path
  name        = each.key
  db_name     = vault_database_secret_backend_connection.database[each.key].name
  default_ttl = var.lifetime_seconds
  max_ttl     = var.lifetime_seconds

  # The user acts as the owner of the database by a setting of its own, so that what it makes belongs to that role.
  creation_statements = [
    "CREATE ROLE \"{{name}}\" WITH LOGIN PASSWORD '{{password}}' VALID UNTIL '{{expiration}}' IN ROLE ${each.value.owner}",
    "GRANT \"{{name}}\" TO CURRENT_USER",
    "ALTER ROLE \"{{name}}\" SET role = '${each.value.owner}'",
  ]

  renew_statements = ["ALTER ROLE \"{{name}}\" VALID UNTIL '{{expiration}}'"]

  # First the login, at once, so that nobody comes back; then the sessions that are open, what the user owns all the same,
  # and the user. Somebody may have removed it by hand: then nothing is left to do.
  revocation_statements = [
    trimspace(<<-SQL
      DO $$ BEGIN
        IF EXISTS (SELECT FROM pg_roles WHERE rolname = '{{name}}') THEN
          ALTER ROLE "{{name}}" NOLOGIN;
        END IF;
      END $$
    SQL
    ),
    "COMMIT",
    "BEGIN",
    trimspace(<<-SQL
      DO $$ BEGIN
        IF EXISTS (SELECT FROM pg_roles WHERE rolname = '{{name}}') THEN
          PERFORM pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE usename = '{{name}}';
          REASSIGN OWNED BY "{{name}}" TO ${each.value.owner};
          DROP OWNED BY "{{name}}";
          DROP ROLE "{{name}}";
        END IF;
      END $$
    SQL
    ),
  ]
}
