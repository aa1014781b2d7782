# Reads lines, and keeps them as a list of the state folder, in place of what was there.
set -eu
mkdir -p "$state"
cat >"$state/.$list"
sync "$state/.$list"
mv -f "$state/.$list" "$state/$list"
sync "$state"
