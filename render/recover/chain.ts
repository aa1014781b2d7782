import type { Link } from "./link.ts";
import { applications } from "./links/applications.ts";
import { attachments } from "./links/attachments.ts";
import { certificates } from "./links/certificates.ts";
import { fileSystems } from "./links/file-systems.ts";
import { hosts } from "./links/hosts.ts";
import { nodes } from "./links/nodes.ts";
import { pods } from "./links/pods.ts";
import { postgres } from "./links/postgres.ts";
import { routes } from "./links/routes.ts";
import { secretsOperator } from "./links/secrets-operator.ts";
import { services } from "./links/services.ts";
import { vault } from "./links/vault.ts";
import { volumes } from "./links/volumes.ts";

/** The way back from a power cut, each link after those that it hangs on. */
export const chain: readonly Link[] = [
  ...[hosts, fileSystems, certificates, services, postgres],
  ...[nodes, pods, attachments, volumes],
  ...[vault, secretsOperator, applications, routes],
];
