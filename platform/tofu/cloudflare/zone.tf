# The zone and its records. Mail comes from records alone: aliases of mailboxes are a setting at the provider of mail, and
# Cloudflare's Email Routing stays off, for it wants the MX records for itself.

resource "cloudflare_zone" "public" {
  account = { id = var.account_id }
  name    = var.zone
  type    = "full"

  lifecycle {
    prevent_destroy = true # a zone made anew gets other name servers, and is gone for as long as delegations are cached
  }
}

resource "cloudflare_dns_record" "record" {
  for_each = var.records

  zone_id  = cloudflare_zone.public.id
  type     = each.value.type
  name     = each.value.name
  content  = coalesce(each.value.content, "${cloudflare_zero_trust_tunnel_cloudflared.lab.id}.cfargotunnel.com")
  priority = each.value.priority
  proxied  = each.value.content == null # the end of a tunnel answers to Cloudflare alone
  ttl      = 1                          # as Cloudflare sees fit: five minutes
}
