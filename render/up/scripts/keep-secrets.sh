# Reads lines of a name and a value in Base64, and keeps each in a file for root alone.
set -eu
umask 077
tab=$(printf '\t')
mkdir -p "$folder"
chmod 700 "$folder"
while IFS="$tab" read -r name value; do
  file=$folder/$name
  temporary=${file%/*}/.${file##*/}.lab
  mkdir -p "${file%/*}"
  printf '%s' "$value" | base64 -d >"$temporary"
  sync "$temporary"
  mv -fT "$temporary" "$file"
  sync "${file%/*}"
done
