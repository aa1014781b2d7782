#!/bin/sh
# Puts back what a backup holds: put-back <snapshot> <path in the backup> <path on the host> [<path> <path> ...]
# What lies there now stays beside it, with the time in its name, until somebody removes it.
set -eu
umask 077
snapshot=$1
shift
now=$(date -u +%Y%m%dT%H%M%SZ)
brought=
trap 'eval "rm -rf $brought"' EXIT

# Beside its place, on the same disk, so that what takes its place is whole even after a kill
bring() {
  brought="$brought '$2.restored'"
  rm -rf "$2.restored"
  (umask 022 && mkdir -p "$(dirname "$2")") # on an empty host it is a folder of many
  mkdir "$2.restored"
  # Without a lock: one that a power cut has left must not keep anybody from what he has lost
  restic restore "$snapshot" --no-lock --quiet --tag lab --target "$2.restored" --verify --include "$1"
  if [ ! -e "$2.restored$1" ]; then
    echo "The backup holds no $1" >&2
    exit 1
  fi
}

put() {
  if [ -e "$2" ]; then
    mv "$2" "$2.before-$now"
    echo "kept $2.before-$now"
  fi
  # What SQLite has yet to write into a database of now must not be written into the one of then
  for beside in -wal -shm; do
    if [ -e "$2$beside" ]; then mv "$2$beside" "$2.before-$now$beside"; fi
  done
  mv "$2.restored$1" "$2"
  echo "put back $2"
}

each() {
  action=$1
  shift
  while [ "$#" -gt 0 ]; do
    "$action" "$1" "$2"
    shift 2
  done
}

# All of it is brought before any of it is put: what lacks a part changes nothing
each bring "$@"
each put "$@"
