terraform {
  required_providers {
    postgresql = {
      source  = "cyrilgdn/postgresql"
      version = "~> 1.26"
    }
  }
}

# A superuser, whose password comes from the environment: PGPASSWORD, and PGUSER where it is not "postgres".
# It goes into databases whose owners choose what a name means there, unless PGOPTIONS says so: `lab tofu` sets that too.
provider "postgresql" {
  host            = var.postgres.host
  port            = var.postgres.port
  database        = "postgres"
  sslmode         = "prefer"
  connect_timeout = 10
  max_connections = 5 # in each database at a time, of a hundred that PostgreSQL has in all
}
