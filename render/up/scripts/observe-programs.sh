# Reads paths, a line each, and prints of those that exist: SHA-256, and what was written down when it was placed.
set -eu
while IFS= read -r path; do
  [ -x "$path" ] || continue
  printf '%s\t%s\t%s\n' "$path" "$(sha256sum <"$path" | cut -d ' ' -f 1)" "$(cat "$state/programs/${path##*/}" 2>/dev/null || true)"
done
