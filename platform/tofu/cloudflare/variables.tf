variable "account_id" {
  description = "Cloudflare account that holds zone, tunnel and widget. Comes from the environment, TF_VAR_account_id."
  type        = string
  sensitive   = true

  validation {
    condition     = can(regex("^[0-9a-f]{32}$", var.account_id))
    error_message = "The account is named by 32 hexadecimal digits, as the dashboard shows them."
  }
}

variable "zone" {
  description = "Public zone: example.org."
  type        = string
}

variable "records" {
  description = "Records of the zone, by a key that stays theirs. Those without content lead into the tunnel."
  type = map(object({
    type     = string
    name     = string
    content  = optional(string)
    priority = optional(number)
  }))
}

variable "turnstile_readers" {
  description = "Instances whose servers ask Turnstile whether a visitor is a person."
  type        = set(string)
}
