#!/bin/sh
# Restores the newest backup and all of the log into a folder of its own, starts a server on it that nobody can reach, and
# looks whether every database answers and every page is whole.
set -eu
umask 077
settings=${LAB_SETTINGS:-/etc/lab/postgres/settings}
folder=${LAB_RESTORE:-/restore}/data
trap 'pg_ctl --pgdata="$folder" --mode=immediate stop >/dev/null 2>&1 || true; rm -rf "$folder"' EXIT

rm -rf "$folder"
mkdir -p "$folder" /tmp/pgbackrest
pgbackrest --config="$settings/pgbackrest.conf" --stanza=lab --pg1-path="$folder" --archive-mode=off restore
# The rules that lie in the folder are those of an empty server, which let nobody in without a password
echo 'local all postgres peer' >"$folder/test-rules"
sh "$settings/walk-log.sh" "$folder" "-c hba_file=$folder/test-rules -c archive_mode=off"
sql() { psql --host="$folder" --username=postgres --no-align --tuples-only --quiet "$@"; }
databases=$(sql --dbname=postgres --command='SELECT datname FROM pg_database WHERE datallowconn')
for database in $databases; do
  sql --dbname="$database" --command='SELECT count(*) FROM pg_class' >/dev/null
done
pg_ctl --pgdata="$folder" --mode=fast --wait --silent stop
pg_checksums --check --pgdata="$folder" >/dev/null
