# Facts of the cluster that exist only now, all of them public: `lab facts pull` writes them down.

output "facts" {
  value = {
    "zone.nameServers"      = cloudflare_zone.public.name_servers
    "zone.tunnelId"         = cloudflare_zero_trust_tunnel_cloudflared.lab.id
    "zone.turnstileSiteKey" = cloudflare_turnstile_widget.forms.sitekey
  }
}
