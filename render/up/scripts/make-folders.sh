# Reads lines of path, owner and mode, and makes these folders, or changes them.
set -eu
tab=$(printf '\t')
while IFS="$tab" read -r path owner mode; do
  (umask 022 && mkdir -p "$path")
  chown "$owner" "$path"
  chmod "$mode" "$path"
done
