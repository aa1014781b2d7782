# Reads paths, a line each, and removes what is there, or puts back what was there before; a unit is stopped first.
set -eu
while IFS= read -r path; do
  original=$state/originals$path
  case $path in
    /etc/systemd/system/*/*) ;;
    /etc/systemd/system/*) systemctl disable --now --quiet "${path##*/}" || echo "${path##*/} could not be stopped" >&2 ;;
  esac
  if [ -e "$original" ]; then
    mv -fT "$original" "$path"
  else
    rm -f "$path"
  fi
done
