# Up to PostgreSQL 15 whoever may make roles may also take any role, so that nothing would stand between two databases.
# The provider cannot be asked for the version: 16 is the first to have this view.

data "postgresql_tables" "since_16" {
  database          = "postgres"
  schemas           = ["pg_catalog"]
  like_all_patterns = ["pg\\_stat\\_io"]
}

locals {
  is_recent = length(data.postgresql_tables.since_16.tables) > 0
  too_old   = "PostgreSQL at ${var.postgres.host}:${var.postgres.port} is older than 16, where roles that make users have no walls between them: raise its version in clusters/${var.cluster}/versions.ts."
}
