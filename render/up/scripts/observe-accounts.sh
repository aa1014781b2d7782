# Prints of those accounts that exist: name, home, groups.
set -eu
for user in $users; do
  entry=$(getent passwd "$user") || continue
  printf '%s\t%s\t%s\n' "$user" "$(printf '%s' "$entry" | cut -d : -f 6)" "$(id -nG "$user")"
done
