#!/bin/sh
# Restores PostgreSQL into an empty folder as it was at a time, or as its log ends: restore <folder> [<time>]. When this is
# done, the log is walked and the server can start there; it must not run meanwhile.
set -eu
umask 077
settings=${LAB_SETTINGS:-/etc/lab/postgres/settings}
folder=$1
time=${2:-}

mkdir -p "$folder" /tmp/pgbackrest
set -- --config="$settings/pgbackrest.conf" --stanza=lab --pg1-path="$folder"
if [ -n "$time" ]; then
  set -- "$@" --type=time --target="$time" --target-action=promote
fi
pgbackrest "$@" restore
# The settings of the server, for it archives: that from here on there is another history is part of its log
sh "$settings/walk-log.sh" "$folder" "-c config_file=$settings/postgresql.conf -c ssl=off"
pg_ctl --pgdata="$folder" --mode=fast --wait --timeout=3600 --silent stop
