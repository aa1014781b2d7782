# Prints which devices have each label, and which labels the host had before; what is mounted on each mount point, and
# whether the marker lies there; every block device, and what signatures lie on the whole disks, read from these and never
# from a cache.
set -eu
for label in $labels; do
  for device in $(blkid -c /dev/null -o device -t "LABEL=$label" || true); do
    printf 'labelled\t%s\t%s\n' "$label" "$(readlink -f "$device")"
  done
done
find "$state/disks" -type f -printf 'known\t%f\n' 2>/dev/null || true
for point in $points; do
  source=$(findmnt --noheadings --output SOURCE --mountpoint "$point" | tail -n 1 || true)
  [ -n "$source" ] || continue
  printf 'mounted\t%s\t%s\n' "$point" "$(readlink -f "$source")"
  [ ! -f "$point/$marker" ] || printf 'marked\t%s\n' "$point"
done
for disk in /sys/block/*; do
  device=/dev/${disk##*/}
  [ -b "$device" ] || continue
  found=$(wipefs --no-act --noheadings --output TYPE "$device" 2>/dev/null | sort -u | tr '\n' ' ' || true)
  printf 'disk\t%s\t%s\n' "$device" "$found"
done
printf 'devices\t%s\n' "$(lsblk --json --bytes --output PATH,TYPE,SIZE,MODEL,SERIAL,TRAN,RO,MOUNTPOINTS | tr -d '\n\t')"
