# Where the state lies, whose it is, and how it is encrypted: the same in every stack, which links to this file.

variable "cluster" {
  description = "Name of the cluster that the stack belongs to."
  type        = string
}

variable "domain" {
  description = "Domain of that cluster inside its network."
  type        = string
}

variable "stack" {
  description = "Name of the stack."
  type        = string
}

variable "state_bucket" {
  description = "Bucket of Google Cloud Storage that holds the states of every cluster."
  type        = string
}

variable "state_passphrase" {
  description = "Encrypts state and plans. Kept outside of Vault, which the stacks make."
  type        = string
  sensitive   = true

  validation {
    condition     = length(var.state_passphrase) >= 20
    error_message = "The passphrase of the state must have at least 20 characters."
  }
}

terraform {
  required_version = ">= 1.11"

  backend "gcs" {
    bucket = var.state_bucket
    prefix = "${var.cluster}/${var.stack}"
  }

  encryption {
    key_provider "pbkdf2" "passphrase" {
      passphrase = var.state_passphrase
    }

    method "aes_gcm" "passphrase" {
      keys = key_provider.pbkdf2.passphrase
    }

    state {
      method   = method.aes_gcm.passphrase
      enforced = true
    }

    plan {
      method   = method.aes_gcm.passphrase
      enforced = true
    }
  }
}

# Read before anything is changed: a state that belongs to another lab is refused.
output "lab" {
  value = { cluster = var.cluster, domain = var.domain, stack = var.stack }
}
