# Reads paths, a line each, and prints of those that exist: mode, owner by number and name, kind, and SHA-256. Then what
# the state folder remembers: files that were placed, and restarts that are still to be done.
set -eu
paths=$(cat)
each() {
  printf '%s' "$paths" | xargs -r -d '\n' "$@" 2>/dev/null || true # a file that is missing is no failure
}
each stat --printf 'stat\t%n\t%a\t%u:%g\t%U:%G\t%F\n' --
each sha256sum --zero -- | tr '\0' '\n' | sed 's/^\([0-9a-f]*\) [ *]\(.*\)$/sum\t\2\t\1/'
[ ! -f "$state/files" ] || sed 's/^/placed\t/' "$state/files"
[ ! -f "$state/pending-restarts" ] || sed 's/^/pending\t/' "$state/pending-restarts"
