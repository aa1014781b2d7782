variable "vault_url" {
  description = "Address of Vault inside the lab, the audience of CI's tokens: https://vault.example.lab."
  type        = string
}

variable "kubernetes_host" {
  description = "API server that Vault asks whose token it was shown, as its pod reaches it."
  type        = string
  default     = "https://kubernetes.default.svc:443"
}

variable "organisation" {
  description = "Gitea organisation whose owners may do everything in Vault."
  type        = string
}

variable "postgres" {
  description = "Where PostgreSQL answers."
  type        = object({ host = string, port = number })
}

variable "lifetime_seconds" {
  description = "How long credentials and logins live without being renewed, so that applications outlive a sealed Vault."
  type        = number

  validation {
    condition     = var.lifetime_seconds >= 60 && var.lifetime_seconds <= 768 * 3600
    error_message = "Vault caps lifetimes at 768 hours (32 days), and under a minute nothing could renew in time."
  }
}

variable "readers" {
  description = "Who logs in from the cluster, by role: the service account, and what it may do at which path."
  type = map(object({
    namespace       = string
    service_account = string
    paths           = map(list(string))
  }))
}

variable "databases" {
  description = "Databases, by the instance or tool that owns them: the role that owns what is in it, and the one that makes its users."
  type        = map(object({ owner = string, manager = string }))
}

variable "ci" {
  description = "Repositories whose workflows log in, by app."
  type        = map(object({ mount = string, role = string, repository = string }))
}
