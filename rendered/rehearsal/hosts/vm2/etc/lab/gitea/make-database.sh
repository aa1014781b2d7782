#!/bin/sh
# Waits for PostgreSQL, and makes Gitea's role and database, or gives the role its password again.
set -eu
compose() {
  docker-compose --file /etc/lab/postgres/compose.yaml "$@"
}

until compose exec -T postgres pg_isready --quiet; do
  sleep 2
done
compose exec -T postgres psql --quiet --no-psqlrc --username=postgres --dbname=postgres < /etc/lab/gitea/database.sql
