# The tunnel through which the public reaches the lab. Where its requests go is a file of the lab's, not of Cloudflare's.

resource "cloudflare_zero_trust_tunnel_cloudflared" "lab" {
  account_id = var.account_id
  name       = var.cluster
  config_src = "local"
}

# Cloudflare makes the secret and shows it in this token: JSON with account, tunnel and secret.
data "cloudflare_zero_trust_tunnel_cloudflared_token" "lab" {
  account_id = var.account_id
  tunnel_id  = cloudflare_zero_trust_tunnel_cloudflared.lab.id
}

locals {
  tunnel_token = jsondecode(base64decode(data.cloudflare_zero_trust_tunnel_cloudflared_token.lab.token))
}

# The file that cloudflared reads.
resource "vault_kv_secret_v2" "tunnel" {
  mount = "kvv2"
  name  = "cloudflared/credentials"

  data_json_wo = jsonencode({
    "credentials.json" = jsonencode({
      AccountTag   = local.tunnel_token.a
      TunnelID     = local.tunnel_token.t
      TunnelSecret = local.tunnel_token.s
    })
  })
  data_json_wo_version = parseint(substr(sha256(local.tunnel_token.s), 0, 7), 16) # written again when the secret changes
}
