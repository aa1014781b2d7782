# Fetches a program, compares it with what is pinned, or else with what its publisher lists, and puts it in its place at
# once. What was placed is written down: version and SHA-256.
set -eu
temporary=$(dirname "$path")/.${path##*/}.lab
trap 'rm -f "$temporary"' EXIT
fetch() {
  curl --fail --silent --show-error --location --retry 3 --connect-timeout 20 --speed-limit 1000 --speed-time 60 "$@"
}
if [ -n "$pinned" ]; then
  wanted=$pinned
  says="the facts pin $pinned"
else
  list=$(fetch "$checksums")
  wanted=$(printf '%s\n' "$list" | awk -v name="${url##*/}" '{ sub(/^[*]?([.]\/)?/, "", $2) } $2 == name { print $1; exit }')
  [ -n "$wanted" ] || {
    echo "$checksums does not list ${url##*/}" >&2
    exit 1
  }
  says="its publisher says $wanted"
fi
mkdir -p "$(dirname "$path")" "$state/programs"
fetch --output "$temporary" "$url"
is=$(sha256sum <"$temporary" | cut -d ' ' -f 1)
[ "$is" = "$wanted" ] || {
  echo "$url has the SHA-256 $is, and $says: it is not what was published" >&2
  exit 1
}
chmod 755 "$temporary"
sync "$temporary"
mv -fT "$temporary" "$path"
echo "$version $is" >"$state/programs/.${path##*/}"
mv -f "$state/programs/.${path##*/}" "$state/programs/${path##*/}"
sync "$(dirname "$path")" "$state/programs"
