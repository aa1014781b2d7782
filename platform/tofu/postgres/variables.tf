variable "postgres" {
  description = "Where PostgreSQL answers."
  type        = object({ host = string, port = number })
}

variable "databases" {
  description = "Databases, by the instance or tool that owns them: the role that owns what is in it, and the one that makes its users."
  type        = map(object({ owner = string, manager = string }))

  validation {
    condition     = alltrue([for name in keys(var.databases) : can(regex("^[a-z][a-z0-9-]{0,62}$", name))])
    error_message = "A database is named in kebab case with at most 63 bytes: PostgreSQL would cut off the rest."
  }

  # Vault's statements hold these names without quotation marks.
  validation {
    condition = alltrue(flatten([
      for roles in var.databases : [for role in values(roles) : can(regex("^[a-z][a-z0-9_]{0,62}$", role))]
    ]))
    error_message = "A role is named in snake case with at most 63 bytes: PostgreSQL would cut off the rest."
  }

  validation {
    condition     = alltrue(flatten([for roles in var.databases : [for role in values(roles) : !startswith(role, "pg_")]]))
    error_message = "PostgreSQL keeps names of roles that begin with pg_ for itself."
  }

  validation {
    condition     = length(distinct(flatten([for roles in var.databases : values(roles)]))) == 2 * length(var.databases)
    error_message = "Two databases would share a role, and so their rights: rename one of their owners."
  }
}

variable "pooler" {
  description = "Whether PgBouncer looks up users here."
  type        = bool
}
