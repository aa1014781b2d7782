terraform {
  required_providers {
    gitea = {
      source  = "go-gitea/gitea"
      version = "~> 0.8.1"
    }
  }
}

# The token comes from the environment, GITEA_TOKEN: of an administrator, with the scopes write:admin, write:organization,
# write:repository and write:user.
provider "gitea" {
  base_url = var.gitea_url
}
