#!/bin/sh
# Logs in to Vault as the workflows of this repository, and prints the token, which is good for 15 minutes:
#
#   VAULT_TOKEN=$(sh .gitea/vault-login.sh)
#
# Vault must know of which repository a job is, and Gitea gives jobs nothing that says so
# (https://github.com/go-gitea/gitea/issues/33681). So a job says it itself, signed with a key that only the workflows of
# this repository have. When Gitea gives jobs such tokens, this file is all that changes.
#
# Wants of the step: VAULT_KEY, and the variables VAULT_ADDR, VAULT_MOUNT and VAULT_ROLE. Needs openssl and curl.
set -eu

fail() {
  echo "Cannot log in to Vault from $GITHUB_REPOSITORY: $1" >&2
  exit 1
}

for name in VAULT_ADDR VAULT_MOUNT VAULT_ROLE; do
  eval "value=\${$name-}"
  [ -n "$value" ] || fail "$name is empty, give it to the step as \${{ vars.$name }}; lab tofu apply gitea makes it"
done
[ -n "${VAULT_KEY-}" ] ||
  fail "VAULT_KEY is empty, give it to the step as \${{ secrets.VAULT_KEY }}; lab secrets make makes it (lab secrets rotate auth/${VAULT_MOUNT-gitea/...}/config another), and jobs for pull requests from forks never have it"

key=$VAULT_KEY
unset VAULT_KEY # no program that runs from here has it in its environment

quoted() {
  printf '%s' "$1" | sed 's/["\\]/\\&/g'
}

base64url() {
  openssl base64 -A | tr '+/' '-_' | tr -d '='
}

# Signs standard input. The key comes through a pipe: it is in no argument and in no file.
sign() {
  { printf '%s\n' "$key" | openssl dgst -sha256 -binary -sign /dev/fd/0 /dev/fd/3; } 3<&0
}

now=$(date +%s)
repository=$(quoted "$GITHUB_REPOSITORY")
ref=$(quoted "$GITHUB_REF")
claims=$(
  printf '{"iss":"%s","sub":"%s","aud":"%s","repository":"%s","ref":"%s","actor":"%s","iat":%d,"nbf":%d,"exp":%d}' \
    "${GITHUB_SERVER_URL%/}/$repository" "repo:$repository:ref:$ref" "$VAULT_ADDR" \
    "$repository" "$ref" "$(quoted "$GITHUB_ACTOR")" "$now" "$now" "$((now + 300))"
)
unsigned=$(printf '{"alg":"RS256","typ":"JWT"}' | base64url).$(printf '%s' "$claims" | base64url)
signature=$(printf '%s' "$unsigned" | sign | base64url)
[ -n "$signature" ] || fail "VAULT_KEY is no private key in PEM, make another: lab secrets rotate auth/$VAULT_MOUNT/config"

answer=$(
  printf '{"role":"%s","jwt":"%s"}' "$VAULT_ROLE" "$unsigned.$signature" |
    curl --silent --show-error --max-time 30 --header "Content-Type: application/json" --data-binary @- \
      "$VAULT_ADDR/v1/auth/$VAULT_MOUNT/login"
) || fail "$VAULT_ADDR does not answer, is Vault up, and does this machine trust its certificate?"
token=$(printf '%s' "$answer" | tr -d '\n' | sed -n 's/.*"client_token": *"\([^"]*\)".*/\1/p')
[ -n "$token" ] || fail "$VAULT_ADDR refuses, for role $VAULT_ROLE at auth/$VAULT_MOUNT: $answer"

echo "::add-mask::$token" >&2
printf '%s\n' "$token"
