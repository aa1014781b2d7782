# Puts the snapshot into the bucket; only then do old ones go.
rclone copyto /snapshot/vault.snap ":gcs:$BUCKET/vault/$(date -u +%Y-%m-%dT%H-%M-%SZ).snap"
rclone delete --min-age "${KEEP_DAYS}d" ":gcs:$BUCKET/vault"
