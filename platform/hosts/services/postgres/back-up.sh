#!/bin/sh
# Backs up PostgreSQL while it runs, from inside of its container: the whole on Sundays, else what changed since.
set -eu
settings=${LAB_SETTINGS:-/etc/lab/postgres/settings}
pgbackrest() { command pgbackrest --config="$settings/pgbackrest.conf" --stanza=lab "$@"; }

mkdir -p /tmp/pgbackrest
# The first time there is no stanza yet; it can be made only while nothing is being archived, which is tried all the time
attempt=1
until pgbackrest check; do
  [ "$attempt" -le 5 ]
  pgbackrest stanza-create || sleep 5
  attempt=$((attempt + 1))
done
if [ "$(date +%u)" = 7 ]; then
  pgbackrest --type=full backup
else
  pgbackrest --type=diff backup
fi
