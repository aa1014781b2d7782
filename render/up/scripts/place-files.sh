# Reads lines of path, owner, mode, and content in Base64, and places each file at once or not at all.
set -eu
umask 077
tab=$(printf '\t')
while IFS="$tab" read -r path owner mode content; do
  folder=${path%/*}
  temporary=$folder/.${path##*/}.lab
  (umask 022 && mkdir -p "$folder/")
  rm -f "$temporary"
  (set -C && printf '%s' "$content" | base64 -d >"$temporary")
  chown "$owner" "$temporary"
  chmod "$mode" "$temporary"
  sync "$temporary"
  mv -fT "$temporary" "$path"
  sync "$folder/"
done
