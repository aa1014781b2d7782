# Names the machine, sets its time zone, and its clock where that is wrong by more than a minute: a certificate or a list
# of packages from the future is refused. What keeps the clock right afterwards is a service.
set -eu
if [ ! -e "/usr/share/zoneinfo/$zone" ]; then
  echo "there is no time zone $zone in /usr/share/zoneinfo" >&2
  exit 1
fi
# sudo looks the name up each time: until the lab's own /etc/hosts is there, that must not wait for a DNS server
grep -qE "[[:space:]]$name([[:space:]]|\$)" /etc/hosts || printf '127.0.1.1 %s\n' "$name" >>/etc/hosts
echo "$name" >/etc/hostname
hostname "$name"
ln -sfn "/usr/share/zoneinfo/$zone" /etc/localtime
[ ! -e /etc/timezone ] || echo "$zone" >/etc/timezone
off=$(($(date +%s) - now))
[ "${off#-}" -le 60 ] || date --set "@$now" >/dev/null
sync /etc/hostname
