# Prints each kept secret: its name, mode and owner, value in Base64.
set -eu
[ -d "$folder" ] || exit 0
cd "$folder"
find . -type f ! -name '.*' | sort | while IFS= read -r file; do
  printf '%s\t%s\t%s\n' "${file#./}" "$(stat -c '%a %u:%g' "$file")" "$(base64 -w 0 <"$file")"
done
