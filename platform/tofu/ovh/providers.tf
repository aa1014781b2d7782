terraform {
  required_providers {
    ovh = {
      source  = "ovh/ovh"
      version = "~> 2.19"
    }
  }
}

# Keys come from the environment: OVH_APPLICATION_KEY, OVH_APPLICATION_SECRET, OVH_CONSUMER_KEY. They may read and write
# /domain/<zone>/nameServers/* and what its changes go through, and buy nothing.
provider "ovh" {
  endpoint = "ovh-eu"
}
