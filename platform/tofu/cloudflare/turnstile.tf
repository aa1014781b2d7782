# Asks visitors of the zone's forms whether they are people. A page shows the site key; the server behind it asks
# Cloudflare with the secret.

resource "cloudflare_turnstile_widget" "forms" {
  account_id = var.account_id
  name       = var.cluster
  domains    = [var.zone] # and every name below it
  mode       = "managed"
}

resource "vault_kv_secret_v2" "turnstile" {
  for_each = var.turnstile_readers

  mount                = "kvv2"
  name                 = "${each.key}/turnstile"
  data_json_wo         = jsonencode({ key = cloudflare_turnstile_widget.forms.secret })
  data_json_wo_version = parseint(substr(sha256(cloudflare_turnstile_widget.forms.secret), 0, 7), 16)
}
