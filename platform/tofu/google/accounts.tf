# Who writes backups: an account each, which reaches its own objects and no others.

locals {
  accounts = {
    # Longhorn speaks S3, which Google understands from a holder of a key of that kind.
    longhorn = {
      what   = "Backups of volumes"
      bucket = google_storage_bucket.longhorn.name
      secret = "longhorn/backup"
    }

    vault-snapshot = {
      what   = "Snapshots of Vault"
      bucket = google_storage_bucket.hosts.name
      below  = "vault/"
      secret = "vault-snapshot/gcs"
      file   = "service-account.json"
    }

    # restic and pgBackRest delete what is old, Vault's snapshots lie beside them. The secret is where the source of whoever
    # runs the lab looks: lab up takes it to the hosts.
    hosts = {
      what   = "Backups of hosts"
      bucket = google_storage_bucket.hosts.name
      secret = "_lab/backup/gcs-key"
      file   = "value"
    }
  }

  # Those that speak Google's own language, with a file that says who they are.
  with_file = { for name, account in local.accounts : name => account if can(account.file) }

  secrets = merge(
    {
      longhorn = jsonencode({
        AWS_ACCESS_KEY_ID     = google_storage_hmac_key.longhorn.access_id
        AWS_SECRET_ACCESS_KEY = google_storage_hmac_key.longhorn.secret
      })
    },
    {
      for name, account in local.with_file :
      name => jsonencode({ (account.file) = base64decode(google_service_account_key.backup[name].private_key) })
    },
  )
}

resource "google_service_account" "backup" {
  for_each = local.accounts

  account_id   = "${var.cluster}-${each.key}"
  display_name = "${each.value.what} of ${var.cluster}"
}

resource "google_storage_bucket_iam_member" "objects" {
  for_each = local.accounts

  bucket = each.value.bucket
  role   = "roles/storage.objectUser"
  member = google_service_account.backup[each.key].member

  dynamic "condition" {
    for_each = try([each.value.below], [])

    content {
      title      = "Objects below ${condition.value} only"
      expression = "resource.name.startsWith(\"projects/_/buckets/${each.value.bucket}/objects/${condition.value}\")"
    }
  }
}

# A list is asked of the bucket, of which no condition on an object can be true; restic and pgBackRest ask for the bucket
# itself before they write.
resource "google_storage_bucket_iam_member" "list" {
  for_each = local.with_file

  bucket = each.value.bucket
  role   = "roles/storage.legacyBucketReader"
  member = google_service_account.backup[each.key].member
}

resource "google_storage_hmac_key" "longhorn" {
  service_account_email = google_service_account.backup["longhorn"].email
}

resource "google_service_account_key" "backup" {
  for_each = local.with_file

  service_account_id = google_service_account.backup[each.key].name
}

resource "vault_kv_secret_v2" "backup" {
  for_each = local.accounts

  mount = "kvv2"
  name  = each.value.secret

  data_json_wo         = local.secrets[each.key]
  data_json_wo_version = parseint(substr(sha256(local.secrets[each.key]), 0, 7), 16)
}
