# Reads paths, a line each, and prints of those that exist: mode, content in Base64.
set -eu
while IFS= read -r path; do
  [ ! -f "$path" ] || printf '%s\t%s\t%s\n' "$path" "$(stat -L -c %a "$path")" "$(base64 -w 0 <"$path")"
done
