terraform {
  required_providers {
    google = {
      source  = "hashicorp/google"
      version = "~> 7.0"
    }
    vault = {
      source  = "hashicorp/vault"
      version = "~> 5.11"
    }
  }
}

# Credentials and project come from the environment: GOOGLE_CREDENTIALS, GOOGLE_PROJECT.
provider "google" {}

# Address and token come from the environment: VAULT_ADDR, VAULT_TOKEN.
provider "vault" {
  skip_child_token = true # the token is short-lived already, and batch tokens cannot have children
}
