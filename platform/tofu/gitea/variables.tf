variable "gitea_url" {
  description = "Address of Gitea inside the lab: https://gitea.example.lab."
  type        = string
}

variable "vault_url" {
  description = "Address of Vault inside the lab, for workflows: https://vault.example.lab."
  type        = string
}

variable "organisation" {
  description = "Organisation that owns every repository of the lab."
  type        = string
}

variable "repository" {
  description = "The repository that holds the lab itself, whose branch main is deployed."
  type        = string

  validation {
    condition     = contains(keys(var.repositories), var.repository)
    error_message = "The repository of the lab must be one of the repositories."
  }
}

variable "repositories" {
  description = "Repositories of the lab, each with what it holds."
  type        = map(string)
}

variable "mirrors" {
  description = "Repositories of others that are copied here, each with its address."
  type        = map(string)

  validation {
    condition     = length(setintersection(keys(var.mirrors), keys(var.repositories))) == 0
    error_message = "A mirror would overwrite a repository of the lab: give it another name, in gitea.mirrors of the cluster."
  }
}

variable "accounts" {
  description = "Accounts of programs: what each is for, what it may do with which repository and with the organisation's packages, and whether it starts workflows of the lab's repository."
  type = map(object({
    purpose          = string
    repositories     = map(string)
    packages         = optional(string)
    starts_workflows = optional(bool, false)
  }))

  validation {
    condition = alltrue(flatten([
      for account in var.accounts : [for right in values(account.repositories) : contains(["read", "write"], right)]
    ]))
    error_message = "A program may \"read\" a repository or \"write\" to it; none is its administrator."
  }

  validation {
    condition = alltrue([
      for account in var.accounts : contains(["read", "write"], coalesce(account.packages, "read"))
    ])
    error_message = "A program may \"read\" packages, \"write\" them, or, where nothing is said, neither."
  }
}

variable "merger" {
  description = "Account in whose name a workflow merges into main what the gate has seen."
  type        = string

  validation {
    condition     = try(var.accounts[var.merger].repositories[var.repository], "") == "write"
    error_message = "Who merges must be an account that may write to the repository of the lab."
  }
}

variable "ci" {
  description = "Apps whose workflows log in to Vault: at which mount, and in which role."
  type        = map(object({ mount = string, role = string }))
}
