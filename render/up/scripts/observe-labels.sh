# Prints those of these labels that a disk has which was never mounted here.
set -eu
for label in $labels; do
  [ ! -e "$state/disks/$label" ] || continue
  ! blkid -c /dev/null -o device -t "LABEL=$label" >/dev/null || echo "$label"
done
