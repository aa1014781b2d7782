#!/bin/sh
# Unseals Vault when it is sealed. Says nothing when it is open, when it is away, and when it was never initialised.
# VAULT_URL, VAULT_ROUTE and VAULT_KEY come from lab-vault-unseal.service; the key goes by standard input alone.
set -eu

# The route in place of a name server: Pi-hole may be down, or not up yet
ask() {
  curl --silent --show-error --noproxy '*' --connect-timeout 10 --max-time 20 --resolve "$VAULT_ROUTE" "$@" 2>&1
}

status=$(ask "$VAULT_URL/v1/sys/seal-status") || case $? in
  7 | 28 | 52 | 56) exit 0 ;; # refused, too slow, no answer, cut off: it is away
  *)
    echo "Cannot ask $VAULT_URL whether it is sealed: $status" >&2
    exit 1
    ;;
esac

case $status in
  *'"initialized":true'*'"sealed":true'*) ;;
  *) exit 0 ;;
esac

answer=$(printf '{"key":"%s"}' "$(cat "$VAULT_KEY")" |
  ask --request PUT --header 'content-type: application/json' --data-binary @- "$VAULT_URL/v1/sys/unseal") || true

case $answer in
  *'"sealed":false'*) echo "Vault was sealed, and is open now" ;;
  *)
    echo "Cannot unseal Vault at $VAULT_URL: the key in $VAULT_KEY does not open it, it says $answer" >&2
    exit 1
    ;;
esac
