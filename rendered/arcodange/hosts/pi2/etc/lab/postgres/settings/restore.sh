#!/bin/sh
# Restores PostgreSQL from its backups and its archived log into an empty folder: restore <folder> [<time>]. The server
# that starts there next walks its log up to that time, or to the end. It must not run meanwhile.
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
