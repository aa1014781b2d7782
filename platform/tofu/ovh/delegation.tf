# The delegation of the zone: whoever looks for one of its names is sent to these servers.

resource "ovh_domain_name_servers" "zone" {
  domain = var.zone

  dynamic "servers" {
    for_each = var.name_servers

    content {
      host = servers.value
    }
  }

  lifecycle {
    prevent_destroy = true # OVH would answer for the zone itself, and knows none of its records
  }
}
