import type { Container } from "../../kubernetes.ts";
import { owned } from "../../naming.ts";
import { CLICKHOUSE, CLICKHOUSE_SECRET } from "../clickhouse/api.ts";

/** Where Plausible listens, for people, for events, and for Prometheus. */
export const PORT = 8000;

const EVENTS = "plausible_events_db";
const CLICKHOUSE_HOST = `${CLICKHOUSE.name}:${CLICKHOUSE.port}`;

/**
 * Settings of Plausible, which come from the environment only.
 *
 * Mail is not set up: nobody is invited or reminded by mail.
 *
 * @param host where people find it
 * @see https://github.com/plausible/community-edition/wiki/configuration
 */
export function environment(host: string): NonNullable<Container["env"]> {
  return [
    { name: "BASE_URL", value: `https://${host}` },
    { name: "HTTP_PORT", value: String(PORT) },
    { name: "DISABLE_REGISTRATION", value: "true" }, // but for the first account
    { name: "PROMEX_DISABLED", value: "false" },
    // An Elixir release writes into its own folder unless told otherwise.
    { name: "RELEASE_TMP", value: "/tmp" },
    { name: "HOME", value: "/tmp" },
    secret("SECRET_KEY_BASE", owned("plausible", "keys"), "SECRET_KEY_BASE"),
    secret("TOTP_VAULT_KEY", owned("plausible", "keys"), "TOTP_VAULT_KEY"),
    secret("DATABASE_URL", owned("plausible", "database"), "URL"),
    { name: "CLICKHOUSE_HOST", value: CLICKHOUSE_HOST },
    { name: "CLICKHOUSE_USER", value: CLICKHOUSE.user },
    { name: "CLICKHOUSE_DATABASE", value: EVENTS },
    secret("CLICKHOUSE_PASSWORD", CLICKHOUSE_SECRET, "password"),
    // The kubelet fills in the password; it must be named above.
    {
      name: "CLICKHOUSE_DATABASE_URL",
      value: `http://${CLICKHOUSE.user}:$(CLICKHOUSE_PASSWORD)@${CLICKHOUSE_HOST}/${EVENTS}`,
    },
  ];
}

function secret(name: string, secretName: string, key: string) {
  return { name, valueFrom: { secretKeyRef: { name: secretName, key } } };
}
