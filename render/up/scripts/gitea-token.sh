# Makes Gitea's administrator where it is missing, and a token of it, which goes into a file for root alone. Its password is
# made up by Gitea, and thrown away.
set -eu
umask 077
mkdir -p "$folder/gitea"
file=$folder/gitea/token
if ! $gitea admin user list --admin | awk -v account="$account" '$2 == account { found = 1 } END { exit !found }'; then
  $gitea admin user create --username "$account" --email "$account@$domain" --admin --random-password \
    --must-change-password=false >/dev/null
fi
# What it logs stands among what it prints.
$gitea admin user generate-access-token --username "$account" --token-name "lab $(date +%s)" --scopes "$scopes" --raw |
  grep -xE '[0-9a-f]{40}' >"$file.new"
mv -f "$file.new" "$file"
