import type { Stack } from "../stack.ts";
import { dnsRecords } from "./dns-records.ts";
import { turnstileReaders } from "./turnstile-readers.ts";

export const cloudflareStack: Stack = {
  name: "cloudflare",
  makes: "The public zone, what leads to the lab, and who guards its forms.",
  needs: ["vault"],
  credentials: {
    CLOUDFLARE_API_TOKEN: "cloudflare/token",
    TF_VAR_account_id: "cloudflare/account",
    VAULT_TOKEN: "vault/token",
  },
  exists: ({ zone }) => zone?.dns === "cloudflare",
  variables({ cluster, declared }) {
    return {
      zone: cluster.zone?.name,
      records: Object.fromEntries(
        dnsRecords(cluster, declared).map(({ key, origin: _, ...record }) => [key, record] as const),
      ),
      turnstile_readers: turnstileReaders(declared),
    };
  },
};
