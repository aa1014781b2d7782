import type { Part } from "../part.ts";
import { addresses } from "./addresses.ts";
import { alertsOf } from "./alerts-of.ts";
import { apps } from "./apps.ts";
import { buckets } from "./buckets.ts";
import { certificates } from "./certificates.ts";
import { components } from "./components.ts";
import { contents } from "./contents.ts";
import { couplings } from "./couplings.ts";
import { couplingsOfVersions } from "./couplings-of-versions.ts";
import { dataOf } from "./data-of.ts";
import { databaseConnections } from "./database-connections.ts";
import { databases } from "./databases.ts";
import { decisions } from "./decisions.ts";
import { delegation } from "./delegation.ts";
import { diskCapacity } from "./disk-capacity.ts";
import { dnsRecords } from "./dns-records.ts";
import { edgeCommands } from "./edge-commands.ts";
import { entryPoints } from "./entry-points.ts";
import { filesOf } from "./files-of.ts";
import { glanceOf } from "./glance-of.ts";
import { hostBackups } from "./host-backups.ts";
import { hostNames } from "./host-names.ts";
import { hostSecrets } from "./host-secrets.ts";
import { hurtsOf } from "./hurts-of.ts";
import { instancesOf } from "./instances-of.ts";
import { legend } from "./legend.ts";
import { machines } from "./machines.ts";
import { mailAliases } from "./mail-aliases.ts";
import { mailRecords } from "./mail-records.ts";
import { mailSenders } from "./mail-senders.ts";
import { nameCommands } from "./name-commands.ts";
import { names } from "./names.ts";
import { nodeCapacity } from "./node-capacity.ts";
import { nodeLosses } from "./node-losses.ts";
import { outages } from "./outages.ts";
import { outagesTable } from "./outages-table.ts";
import { policyEdges } from "./policy-edges.ts";
import { portsOfNodes } from "./ports-of-nodes.ts";
import { portsOfPods } from "./ports-of-pods.ts";
import { publicNames } from "./public-names.ts";
import { quotaUse } from "./quota-use.ts";
import { recoveryChain } from "./recovery-chain.ts";
import { routesOf } from "./routes-of.ts";
import { runbooks } from "./runbooks.ts";
import { secretHolders } from "./secret-holders.ts";
import { secretOrigins } from "./secret-origins.ts";
import { secretPaths } from "./secret-paths.ts";
import { secretPicture } from "./secret-picture.ts";
import { secretReaders } from "./secret-readers.ts";
import { secretsOf } from "./secrets-of.ts";
import { singlePoints } from "./single-points.ts";
import { stacks } from "./stacks.ts";
import { startLevels } from "./start-levels.ts";
import { startOrder } from "./start-order.ts";
import { staticNames } from "./static-names.ts";
import { storageClasses } from "./storage-classes.ts";
import { syncPolicies } from "./sync-policies.ts";
import { talksToOf } from "./talks-to-of.ts";
import { tunnel } from "./tunnel.ts";
import { turnstile } from "./turnstile.ts";
import { unknownEdgeFacts } from "./unknown-edge-facts.ts";
import { unlimitedPods } from "./unlimited-pods.ts";
import { unsealing } from "./unsealing.ts";
import { upgrades } from "./upgrades.ts";
import { versions } from "./versions.ts";
import { volumeSchedules } from "./volume-schedules.ts";
import { volumes } from "./volumes.ts";
import { waysIn } from "./ways-in.ts";
import { whatDependsOnWhat } from "./what-depends-on-what.ts";
import { whoTalksToWhom } from "./who-talks-to-whom.ts";
import { wholeLab } from "./whole-lab.ts";

/** Every part that a page can take, alphabetically. */
export const parts: readonly Part[] = [
  addresses,
  alertsOf,
  apps,
  buckets,
  certificates,
  components,
  contents,
  couplings,
  couplingsOfVersions,
  dataOf,
  databaseConnections,
  databases,
  decisions,
  delegation,
  diskCapacity,
  dnsRecords,
  edgeCommands,
  entryPoints,
  filesOf,
  glanceOf,
  hostBackups,
  hostNames,
  hostSecrets,
  hurtsOf,
  instancesOf,
  legend,
  machines,
  mailAliases,
  mailRecords,
  mailSenders,
  nameCommands,
  names,
  nodeCapacity,
  nodeLosses,
  outages,
  outagesTable,
  policyEdges,
  portsOfNodes,
  portsOfPods,
  publicNames,
  quotaUse,
  recoveryChain,
  routesOf,
  runbooks,
  secretHolders,
  secretOrigins,
  secretPaths,
  secretPicture,
  secretReaders,
  secretsOf,
  singlePoints,
  stacks,
  startLevels,
  startOrder,
  staticNames,
  storageClasses,
  syncPolicies,
  talksToOf,
  tunnel,
  turnstile,
  unknownEdgeFacts,
  unlimitedPods,
  unsealing,
  upgrades,
  versions,
  volumeSchedules,
  volumes,
  waysIn,
  whatDependsOnWhat,
  whoTalksToWhom,
  wholeLab,
];
