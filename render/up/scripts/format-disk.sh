# Makes a file system on a whole disk that is still the one that was chosen and holds nothing.
set -eu
[ "$(lsblk --nodeps --noheadings --output SERIAL "$device" | tr -d ' ')" = "$(printf '%s' "$serial" | tr -d ' ')" ] || {
  echo "$device is no longer the disk that was chosen" >&2
  exit 1
}
found=$(wipefs --no-act --noheadings --output TYPE "$device")
users=$(ls "/sys/class/block/${device##*/}/holders"; lsblk --noheadings --output MOUNTPOINTS "$device" | tr -d ' \n')
[ -z "$found$users" ] || {
  echo "$device is in use or holds something: $found $users" >&2
  exit 1
}
"mkfs.$kind" -q -L "$label" "$device" </dev/null
sync
! command -v udevadm >/dev/null || udevadm settle || true
