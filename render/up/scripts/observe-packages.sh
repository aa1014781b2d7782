# Prints the state of each wanted package, and of each package that a broken run of dpkg left in between.
set -eu
dpkg-query --show --showformat '${db:Status-Status}\t${Package}\n' | awk -F '\t' -v wanted="$packages" '
  BEGIN { split(wanted, names, " "); for (i in names) wants[names[i]] = 1 }
  $2 in wants || $1 ~ /^(half-|unpacked|triggers-)/ { print }'
