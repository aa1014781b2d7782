import { apiServer } from "./api-server.ts";
import type { Care } from "./care.ts";
import { gitea } from "./gitea.ts";
import { homeLine } from "./home-line.ts";
import { longhorn } from "./longhorn.ts";
import { node } from "./node.ts";
import { pihole } from "./pi-hole.ts";
import { postgresql } from "./postgresql.ts";
import { stepCa } from "./step-ca.ts";
import { traefik } from "./traefik.ts";
import { vault } from "./vault.ts";

/** What to know of everything whose outage a person must be ready for, in the order in which a reader looks for it. */
export const cares: readonly Care[] = [
  ...[node, apiServer],
  ...[gitea, postgresql, pihole, stepCa],
  ...[traefik, vault, longhorn],
  homeLine,
];
