# Enables and starts units, one after the other; the first that does not come up ends it, with the end of its log.
set -u
systemctl daemon-reload || exit
[ -z "$enable" ] || systemctl enable --quiet $enable || exit
for unit in $start; do
  systemctl reset-failed "$unit" 2>/dev/null
  if ! systemctl start "$unit"; then
    journalctl --unit "$unit" --lines 30 --no-pager --output cat >&2
    exit 1
  fi
done
