variable "longhorn_bucket" {
  description = "Bucket for the backups of volumes."
  type        = string
}

variable "host_bucket" {
  description = "Bucket for the backups of hosts, and the snapshots of Vault."
  type        = string
}

variable "location" {
  description = "Where the buckets lie. A bucket never moves."
  type        = string
  default     = "EU"
}
