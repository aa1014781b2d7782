# Who writes backups: an account each, which reaches its own objects and no others.

resource "google_service_account" "longhorn" {
  account_id   = "${var.cluster}-longhorn"
  display_name = "Backups of volumes of ${var.cluster}"
}

resource "google_storage_bucket_iam_member" "longhorn" {
  bucket = google_storage_bucket.longhorn.name
  role   = "roles/storage.objectUser"
  member = google_service_account.longhorn.member
}

# Longhorn speaks S3, which Google understands from a holder of such a key.
resource "google_storage_hmac_key" "longhorn" {
  service_account_email = google_service_account.longhorn.email
}

resource "vault_kv_secret_v2" "longhorn" {
  mount = "kvv2"
  name  = "longhorn/backup"

  data_json_wo = jsonencode({
    AWS_ACCESS_KEY_ID     = google_storage_hmac_key.longhorn.access_id
    AWS_SECRET_ACCESS_KEY = google_storage_hmac_key.longhorn.secret
  })
  data_json_wo_version = parseint(substr(sha256(google_storage_hmac_key.longhorn.secret), 0, 7), 16)
}

resource "google_service_account" "vault_snapshot" {
  account_id   = "${var.cluster}-vault-snapshot"
  display_name = "Snapshots of Vault of ${var.cluster}"
}

resource "google_storage_bucket_iam_member" "vault_snapshot" {
  bucket = google_storage_bucket.hosts.name
  role   = "roles/storage.objectUser"
  member = google_service_account.vault_snapshot.member

  condition {
    title      = "Snapshots only"
    expression = "resource.name.startsWith(\"projects/_/buckets/${google_storage_bucket.hosts.name}/objects/vault/\")"
  }
}

# A list is asked of the bucket, of which no condition on an object can be true.
resource "google_storage_bucket_iam_member" "vault_snapshot_list" {
  bucket = google_storage_bucket.hosts.name
  role   = "roles/storage.legacyBucketReader"
  member = google_service_account.vault_snapshot.member
}

resource "google_service_account_key" "vault_snapshot" {
  service_account_id = google_service_account.vault_snapshot.name
}

resource "vault_kv_secret_v2" "vault_snapshot" {
  mount = "kvv2"
  name  = "vault-snapshot/gcs"

  data_json_wo = jsonencode({
    "service-account.json" = base64decode(google_service_account_key.vault_snapshot.private_key)
  })
  data_json_wo_version = parseint(substr(sha256(google_service_account_key.vault_snapshot.private_key), 0, 7), 16)
}

# Backups of hosts: restic and pgBackRest delete what is old, Vault's snapshots lie beside them.
resource "google_service_account" "hosts" {
  account_id   = "${var.cluster}-hosts"
  display_name = "Backups of hosts of ${var.cluster}"
}

resource "google_storage_bucket_iam_member" "hosts" {
  bucket = google_storage_bucket.hosts.name
  role   = "roles/storage.objectUser"
  member = google_service_account.hosts.member
}

# Both tools ask for the bucket itself before they write.
resource "google_storage_bucket_iam_member" "hosts_list" {
  bucket = google_storage_bucket.hosts.name
  role   = "roles/storage.legacyBucketReader"
  member = google_service_account.hosts.member
}

resource "google_service_account_key" "hosts" {
  service_account_id = google_service_account.hosts.name
}

# Where the secret source of whoever runs the lab looks: lab up takes it to the hosts.
resource "vault_kv_secret_v2" "hosts" {
  mount = "kvv2"
  name  = "_lab/backup/gcs-key"

  data_json_wo = jsonencode({
    value = base64decode(google_service_account_key.hosts.private_key)
  })
  data_json_wo_version = parseint(substr(sha256(google_service_account_key.hosts.private_key), 0, 7), 16)
}
