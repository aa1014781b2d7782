#!/bin/sh
# Prints one value of a secret that the workflows of this repository have in Vault, below ci/<app>/:
#
#   sh .gitea/vault-read.sh registry token
#
# From then on the runner shows *** in its place, wherever a log has it, unless it is so short that other words have it in
# them. Wants VAULT_ADDR and VAULT_TOKEN. Needs curl.
set -eu

secret=$1
key=$2
path=ci/data/${GITHUB_REPOSITORY#*/}/$secret

fail() {
  echo "Cannot read $key of $path in Vault: $1" >&2
  exit 1
}

answer=$(
  printf 'header = "X-Vault-Token: %s"\n' "$VAULT_TOKEN" |
    curl --config - --silent --show-error --max-time 30 --write-out '%{http_code}' "$VAULT_ADDR/v1/$path"
) || fail "$VAULT_ADDR does not answer, is Vault up, and does this machine trust its certificate?"
body=${answer%???}
status=${answer#"$body"}
case $status in
  200) ;;
  403) fail "the token may not, or has ended, log in anew and read what is below ci/data/${GITHUB_REPOSITORY#*/}/" ;;
  404) fail "nothing is there, lab secrets make makes registry and lab; else: vault kv put ci/${GITHUB_REPOSITORY#*/}/$secret $key=-" ;;
  *) fail "it answers $status: $body" ;;
esac

value=$(printf '%s' "$body" | sed -nE 's/.*"'"$key"'":"(([^"\\]|\\.)*)".*/\1/p')
case $value in
  '') fail "it is not there, write it: vault kv patch ci/${GITHUB_REPOSITORY#*/}/$secret $key=-" ;;
  *\\*) fail "this script reads no quotes, line breaks, backslashes, <, > and &, write it in base64" ;;
esac

[ "${#value}" -lt 8 ] || echo "::add-mask::$value" >&2
printf '%s\n' "$value"
