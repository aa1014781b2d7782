#!/bin/sh
# Starts a server on a folder that was restored, which nobody can reach, and returns when it has walked its log:
# walk-log <folder> <options>. It listens in the folder, and runs on.
set -eu
umask 077
folder=$1
options=$2
sql() { psql --host="$folder" --username=postgres --dbname=postgres --no-align --tuples-only --quiet "$@"; }

if pg_ctl --pgdata="$folder" --wait --timeout=3600 --silent --log="$folder/start.log" start \
  --options="$options -c listen_addresses= -c unix_socket_directories=$folder"; then
  # It answers before it has walked all of its log
  while recovers=$(sql --command='SELECT pg_is_in_recovery()' 2>/dev/null) && [ "$recovers" = t ]; do
    sleep 1
  done
  [ "$recovers" != f ] || exit 0
fi
tail -n 20 "$folder/start.log" >&2
exit 1
