terraform {
  required_providers {
    vault = {
      source  = "hashicorp/vault"
      version = "~> 5.11"
    }
  }
}

# Address and token come from the environment: VAULT_ADDR, VAULT_TOKEN.
provider "vault" {
  skip_child_token = true # the token is short-lived already, and batch tokens cannot have children
}
