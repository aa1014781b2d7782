variable "zone" {
  description = "Domain that is registered at OVH: example.org."
  type        = string
}

variable "name_servers" {
  description = "Name servers that answer for it."
  type        = set(string)

  validation {
    condition     = length(var.name_servers) >= 2 && length(var.name_servers) <= 8
    error_message = "A domain has 2 to 8 name servers."
  }
}
