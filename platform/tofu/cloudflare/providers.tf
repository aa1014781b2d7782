terraform {
  required_providers {
    cloudflare = {
      source  = "cloudflare/cloudflare"
      version = "~> 5.22"
    }
    vault = {
      source  = "hashicorp/vault"
      version = "~> 5.11"
    }
  }
}

# The token comes from the environment, CLOUDFLARE_API_TOKEN. It may edit this zone and its records, the account's tunnels
# and its Turnstile widgets, and nothing else.
provider "cloudflare" {}

# Address and token come from the environment: VAULT_ADDR, VAULT_TOKEN.
provider "vault" {
  skip_child_token = true # the token is short-lived already, and batch tokens cannot have children
}
