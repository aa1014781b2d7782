#!/bin/sh
# Makes the authority when there is none yet, then answers for it. A start that is cut off leaves nothing behind that
# the next one would take for an authority.
set -eu
data=/var/lib/step-ca
password=/run/secrets/step-ca

if [ ! -e "$data/authority" ]; then
  rm -rf "$data/unfinished"
  mkdir "$data/unfinished"
  STEPPATH=$data/unfinished step ca init --pki --deployment-type standalone --name "$AUTHORITY" --password-file "$password"
  sync
  mv "$data/unfinished" "$data/authority"
fi

exec step-ca --password-file "$password" --resolver "$RESOLVER" /home/step/config/ca.json
