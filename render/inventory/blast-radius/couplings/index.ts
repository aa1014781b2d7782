import type { Coupling } from "./coupling.ts";
import { sameApp } from "./same-app.ts";
import { sameCache } from "./same-cache.ts";
import { sameDatabaseServer } from "./same-database-server.ts";
import { sameDefinitions } from "./same-definitions.ts";
import { sameDisks } from "./same-disks.ts";
import { sameEntrance } from "./same-entrance.ts";
import { sameLine } from "./same-line.ts";
import { sameModels } from "./same-models.ts";
import { sameNamespace } from "./same-namespace.ts";
import { sameNode } from "./same-node.ts";
import { samePooler } from "./same-pooler.ts";
import { sameProject } from "./same-project.ts";
import { sameRepository } from "./same-repository.ts";
import { sameVault } from "./same-vault.ts";
import { sameWorkshop } from "./same-workshop.ts";

/** Every coupling that the guidebook knows, the narrowest first. */
export const couplings: readonly Coupling[] = [
  ...[sameApp, sameRepository, sameWorkshop],
  ...[sameNode, sameDisks, sameNamespace, sameDefinitions, sameProject],
  ...[sameDatabaseServer, samePooler, sameCache, sameModels],
  ...[sameEntrance, sameVault, sameLine],
];
