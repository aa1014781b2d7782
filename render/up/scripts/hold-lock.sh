# Takes this host for one run of a command, for as long as that sends a byte now and then: the kernel frees the lock with
# this process, whatever ends it. A new start of the machine forgets it. Prints "taken", or "held" and by whom.
set -eu
umask 077
mkdir -p "$folder"
exec 9>>"$folder/lock"
if ! flock --nonblock 9; then
  by='' who='someone'
  { read -r by && read -r who; } 2>/dev/null <"$folder/holder" || true
  # A connection that the same run has lost is missed here only after a while.
  if [ "$by" != "$run" ] || ! flock --wait "$((2 * patience))" 9; then
    printf 'held\t%s\n' "$who"
    exit
  fi
fi
printf '%s\n%s\n' "$run" "$holder" >"$folder/holder"
echo taken
while [ -n "$(timeout "$patience" head -c 1 9>&-)" ]; do :; done
