# Prints where the firmware of a Raspberry Pi reads its files, what they hold in Base64, what the kernel was started with,
# and whether the start before the last change is still the one that runs.
set -eu
for folder in /boot/firmware /boot; do
  [ -f "$folder/cmdline.txt" ] || continue
  printf 'folder\t%s\n' "$folder"
  for file in cmdline.txt config.txt; do
    [ ! -f "$folder/$file" ] || printf '%s\t%s\n' "$file" "$(base64 -w 0 <"$folder/$file")"
  done
  break
done
printf 'model\t%s\n' "$(tr -d '\0' 2>/dev/null </proc/device-tree/model || true)"
printf 'started with\t%s\n' "$(cat /proc/cmdline)"
printf 'start\t%s\n' "$(cat /proc/sys/kernel/random/boot_id)"
printf 'changed in\t%s\n' "$(cat "$state/changed-in-start" 2>/dev/null || true)"
! systemctl --quiet is-active k3s.service k3s-agent.service || printf 'k3s\truns\n'
