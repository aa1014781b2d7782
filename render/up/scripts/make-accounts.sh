# Reads lines of name, home and groups, and makes these accounts, or changes them.
set -eu
tab=$(printf '\t')
while IFS="$tab" read -r user home groups; do
  getent passwd "$user" >/dev/null ||
    useradd --system --user-group --no-create-home --home-dir "$home" --shell /usr/sbin/nologin "$user"
  usermod --home "$home" "$user"
  for group in $groups; do
    getent group "$group" >/dev/null || groupadd --system "$group"
    usermod --append --groups "$group" "$user"
  done
done
