#!/bin/sh
# Backs up what this host keeps, encrypted, and writes down for Prometheus when that last went well.
# RESTIC_REPOSITORY, RESTIC_PASSWORD_FILE and the credential of the repository come from lab-backup.service.
set -eu
umask 077
here=${LAB_BACKUP:-/etc/lab/backup}

sh -eu "$here/copies"

# A power cut leaves a lock, and that of a prune shuts everybody out. restic removes it only when who made it is gone, and
# nobody else does: every host has a repository of its own
restic unlock --quiet >/dev/null 2>&1 || true

# A repository that cannot be read has a config as well, and is not made anew
restic cat config >/dev/null 2>&1 || restic init

restic backup --quiet --tag lab --files-from-verbatim "$here/paths"

# restic skips what is not there. The rest is kept, but that is no backup that went well
while IFS= read -r path; do
  if [ ! -e "$path" ]; then
    echo "There is no $path" >&2
    exit 1
  fi
done <"$here/paths"

restic forget --quiet --keep-daily 7 --keep-weekly 5 --keep-monthly 12 --tag lab --group-by host,tags
if [ "$(date +%u)" = 7 ]; then
  restic prune --quiet
  restic check --quiet --read-data-subset=2%
fi

"${LAB_PROGRAMS:-/usr/local/lib/lab}/write-metric" lab_backup_last_success_timestamp_seconds host
