# Prints the name that the kernel knows and the one of the next start, the time zone, and the clock in seconds.
set -eu
printf 'name\t%s\n' "$(cat /proc/sys/kernel/hostname)"
printf 'name at the next start\t%s\n' "$(cat /etc/hostname 2>/dev/null || true)"
printf 'time zone\t%s\n' "$(readlink -m /etc/localtime | sed 's,^/usr/share/zoneinfo/,,')"
printf 'clock\t%s\n' "$(date +%s)"
