import type { Dashboard } from "./dashboard.ts";
import { databases } from "./databases.ts";
import { gitops } from "./gitops.ts";
import { ingress } from "./ingress.ts";
import { lab } from "./lab.ts";
import { logs } from "./logs.ts";
import { nodes } from "./nodes.ts";
import { storage } from "./storage.ts";

/** Every dashboard, alphabetically. */
export const dashboards: readonly Dashboard[] = [databases, gitops, ingress, lab, logs, nodes, storage];
