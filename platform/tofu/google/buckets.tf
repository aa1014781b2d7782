# Buckets for backups. What a backup tool deletes can be had back for a while, whoever told it to.

# Longhorn writes, locks and deletes blocks as it sees fit: no version, retention or lifecycle rule may come in between.
resource "google_storage_bucket" "longhorn" {
  name                        = var.longhorn_bucket
  location                    = var.location
  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"

  soft_delete_policy {
    retention_duration_seconds = 7 * 24 * 3600
  }

  lifecycle {
    prevent_destroy = true
  }
}

resource "google_storage_bucket" "hosts" {
  name                        = var.host_bucket
  location                    = var.location
  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"

  soft_delete_policy {
    retention_duration_seconds = 30 * 24 * 3600
  }

  lifecycle {
    prevent_destroy = true
  }
}
