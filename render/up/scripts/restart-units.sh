# Restarts each of these units, if it is there and runs, and forgets that it had to be done.
set -u
systemctl daemon-reload || exit
for unit in $units; do
  if [ "$(systemctl show --property LoadState --value "$unit")" != not-found ] && ! systemctl try-restart "$unit"; then
    journalctl --unit "$unit" --lines 20 --no-pager --output cat >&2
    exit 1
  fi
  grep -vxF -e "$unit" "$state/pending-restarts" >"$state/.pending-restarts"
  mv -f "$state/.pending-restarts" "$state/pending-restarts" || exit
done
