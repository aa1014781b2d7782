#!/bin/sh
# Runs PostgreSQL in its container; makes its data when there are none, and its certificate. Both are made aside first, so
# that what lies under its own name is whole, whenever the power goes.
set -eu
umask 077
here=${LAB_POSTGRES:-/srv/lab/postgres}
settings=${LAB_SETTINGS:-/etc/lab/postgres/settings}
password=${LAB_PASSWORD:-/run/secrets/superuser}

if [ ! -e "$here/data" ]; then
  rm -rf "$here/data.new"
  # Sorting by code points does not change when another image brings another C library: indexes stay true
  initdb --pgdata="$here/data.new" --username=postgres --pwfile="$password" --auth=scram-sha-256 \
    --encoding=UTF8 --locale-provider=builtin --locale=C.UTF-8 --data-checksums
  mv "$here/data.new" "$here/data"
fi

if [ ! -e "$here/tls/server.key" ]; then
  rm -rf "$here/tls" "$here/tls.new"
  mkdir "$here/tls.new"
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -noenc -days 7300 -subj /CN=postgres \
    -keyout "$here/tls.new/server.key" -out "$here/tls.new/server.crt" 2>&1
  sync "$here/tls.new/server.key" "$here/tls.new/server.crt" "$here/tls.new"
  mv "$here/tls.new" "$here/tls"
fi

exec postgres -D "$here/data" -c config_file="$settings/postgresql.conf"
