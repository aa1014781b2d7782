# Mounts a disk by its unit, remembers that the host has it, and marks it as a disk of ours when it is fresh: only
# lost+found lies there.
set -u
systemctl daemon-reload
if ! systemctl start "$unit"; then
  journalctl --unit "$unit" --lines 20 --no-pager --output cat >&2
  exit 1
fi
mkdir -p "$state/disks" && : >"$state/disks/$label" && sync "$state/disks" || exit
[ -f "$point/$marker" ] && exit
if [ -n "$(find "$point" -mindepth 1 -maxdepth 1 ! -name lost+found)" ]; then
  echo "the disk on $point has files and no $point/$marker: make it if this is the right disk" >&2
  exit 1
fi
: >"$point/$marker" && sync "$point/$marker" "$point"
