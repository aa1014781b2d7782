# Reads paths, a line each, of files that others placed and that ours replace, and keeps them for the day when ours leave.
set -eu
mkdir -p "$state"
umask 077
while IFS= read -r path; do
  kept=$state/originals$path
  mkdir -p "${kept%/*}"
  cp --archive "$path" "$kept"
done
