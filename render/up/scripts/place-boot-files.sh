# Reads lines of name and content in Base64, and places these files of the firmware, after it has kept those of before
# beside them and written down in which start that was. The file system is FAT: it knows no owner.
set -eu
tab=$(printf '\t')
mkdir -p "$state"
cat /proc/sys/kernel/random/boot_id >"$state/changed-in-start"
sync "$state/changed-in-start"
while IFS="$tab" read -r name content; do
  file=$folder/$name
  if [ -f "$file" ] && [ ! -f "$file.before-lab" ]; then
    cp "$file" "$file.before-lab"
    sync "$file.before-lab"
  fi
  printf '%s' "$content" | base64 -d >"$file.lab"
  sync "$file.lab"
  mv -fT "$file.lab" "$file"
  sync "$folder"
done
