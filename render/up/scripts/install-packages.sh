# Installs Debian packages, after it has finished what a run of dpkg that was killed left behind. Another apt-get is
# waited for; dpkg cannot wait by itself.
set -eu
export DEBIAN_FRONTEND=noninteractive NEEDRESTART_SUSPEND=1
tries=0
until dpkg --force-confdef --force-confold --configure -a; do
  tries=$((tries + 1))
  [ "$tries" -lt 30 ] || exit 1
  sleep 10
done
apt() {
  apt-get --quiet --yes --no-install-recommends -o DPkg::Lock::Timeout=300 -o Acquire::Retries=2 \
    -o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold "$@"
}
[ -z "$packages" ] && exit
apt update >&2 || echo "Packages are installed from the lists of before" >&2
set -f
apt install -- $packages
