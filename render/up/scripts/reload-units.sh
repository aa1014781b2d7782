# Lets systemd read its files anew. Of these units, those that start by themselves do so from now on by what their files say.
set -eu
systemctl daemon-reload
for unit in $units; do
  [ "$(systemctl is-enabled "$unit" 2>/dev/null)" != enabled ] || systemctl reenable --quiet "$unit"
done
