import { owned } from "../../naming.ts";

/** Its Service and the label of its pod, and the port on which it takes queries by HTTP. */
export const CLICKHOUSE = { name: "clickhouse", port: 8123, user: "plausible" } as const;

/** Secret with the key `password`, of the one user: `kvv2/clickhouse/plausible`. Letters and digits only: it goes into a URL. */
export const CLICKHOUSE_SECRET = owned(CLICKHOUSE.name, "plausible");
