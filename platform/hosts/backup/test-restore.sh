#!/bin/sh
# Restores the newest backup of this host into a folder that goes again, looks whether each file is there and whole, and
# writes down for Prometheus when that last went well. Nothing of the host is touched. The folder is LAB_RESTORE, from
# lab-restore-test.service; what a power cut has left there goes first.
set -eu
umask 077
here=${LAB_BACKUP:-/etc/lab/backup}
folder=$LAB_RESTORE
trap 'rm -rf "$folder"' EXIT
rm -rf "$folder"
mkdir "$folder"

restic restore latest --no-lock --quiet --tag lab --target "$folder" --verify
while IFS= read -r path; do
  if [ ! -e "$folder$path" ]; then
    echo "The newest backup lacks $path" >&2
    exit 1
  fi
done <"$here/paths"
for database in $(find "$folder" -name state.db); do
  [ "$(sqlite3 "$database" 'PRAGMA quick_check')" = ok ] || {
    echo "The newest backup has a broken ${database#"$folder"}" >&2
    exit 1
  }
done

"${LAB_PROGRAMS:-/usr/local/lib/lab}/write-metric" lab_restore_test_last_success_timestamp_seconds host
