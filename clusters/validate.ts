import { checkAlerts } from "./alerts.ts";
import { rootCertificate } from "./certificate.ts";
import { checkClaims } from "./claims.ts";
import { type Fault, toFinding } from "./fault.ts";
import type { Finding } from "./finding.ts";
import { checkHosts } from "./hosts.ts";
import type { Cluster, Quota, SyncPolicy } from "./lab.ts";
import { checkMachines } from "./machines.ts";
import { checkMirrors, checkOffsite } from "./mirrors.ts";
import { domainName, kebabCase } from "./names.ts";
import { checkNetworks } from "./network.ts";
import { checkAddresses, checkNodes, checkPlacement } from "./nodes.ts";
import { checkPins } from "./pins.ts";
import { wholeNumber } from "./quantity.ts";
import { checkSeal } from "./seal.ts";
import { checkShape } from "./shape.ts";
import { checkBuckets, checkStorage } from "./storage.ts";
import { checkZone } from "./zone-records.ts";

/** What must be true of one cluster, whatever the others are. */
const clusterRules: readonly ((cluster: Cluster) => Fault[])[] = [
  checkIdentity,
  checkEnvironments,
  checkNodes,
  checkPlacement,
  checkMachines,
  checkServices,
  checkMirrors,
  checkOffsite,
  checkSeal,
  checkStorage,
  checkBuckets,
  checkZone,
  checkAlerts,
  checkPins,
];

/** What must be true of all clusters together: nothing is claimed twice. */
const labRules: readonly ((clusters: readonly Cluster[]) => Finding[])[] = [
  checkClaims,
  checkNetworks,
  checkAddresses,
  checkHosts,
];

/**
 * Every wrong fact of every cluster, ordered by cluster, then field; none when the facts are right. Pure.
 *
 * Where a cluster lacks a field, or has one of the wrong type, only that is said of it: other rules could not read it.
 *
 * @returns e.g. `nodes.pi1.address` of `arcodange`: `"10.0.0.300" is not an IPv4 address`
 */
export function validate(clusters: readonly Cluster[]): Finding[] {
  const misfits = clusters.map(checkShape);
  const sound = clusters.filter((_, index) => !misfits[index]?.some(misfit => misfit.isBroken));
  return [
    ...clusters.flatMap((cluster, index) => (misfits[index] ?? []).map(misfit => toFinding(cluster, misfit))),
    ...sound.flatMap(cluster => clusterRules.flatMap(rule => rule(cluster)).map(fault => toFinding(cluster, fault))),
    ...labRules.flatMap(rule => rule(sound)),
  ].sort(byClusterAndField);
}

function checkIdentity({ name, domain }: Cluster): Fault[] {
  return [...kebabCase("name", name, "home"), ...domainName("domain", domain, "home.lab")];
}

function checkEnvironments({ environments }: Cluster): Fault[] {
  const entries = Object.entries(environments);
  if (entries.length === 0) {
    const remedy = 'add "prod" with a sync policy';
    return [{ field: "environments", problem: "there is no environment", remedy }];
  }
  return entries.flatMap(([name, { sync, quota }]) => [
    ...kebabCase(`environments.${name}`, name, "prod"),
    ...syncPolicy(`environments.${name}.sync`, sync),
    ...(quota === undefined ? [] : ceiling(`environments.${name}.quota`, quota)),
  ]);
}

/** `prune` and `selfHeal` are options of automated sync in Argo CD; elsewhere they are silently without effect. */
function syncPolicy(path: string, { automated, prune, selfHeal }: SyncPolicy): Fault[] {
  if (automated) return [];
  return Object.entries({ prune, selfHeal })
    .filter(([, isOn]) => isOn)
    .map(([option]) => ({
      field: `${path}.${option}`,
      problem: `"true" has no effect while automated is "false"`,
      remedy: "write false, or set automated to true",
    }));
}

function ceiling(path: string, quota: Quota): Fault[] {
  return [
    ...wholeNumber(`${path}.cpuMillicores`, quota.cpuMillicores, { example: 1000 }),
    ...wholeNumber(`${path}.memoryMebibytes`, quota.memoryMebibytes, { example: 1024 }),
    ...wholeNumber(`${path}.storageGibibytes`, quota.storageGibibytes, { example: 20 }),
    ...wholeNumber(`${path}.pods`, quota.pods, { example: 10 }),
  ];
}

function checkServices({ gitea, postgres, vault, stepCa }: Cluster): Fault[] {
  return [
    ...kebabCase("gitea.organisation", gitea.organisation, "home-org"),
    ...kebabCase("gitea.repository", gitea.repository, "lab"),
    ...wholeNumber("postgres.port", postgres.port, { to: 65535, example: 5432 }),
    ...wholeNumber("vault.sealedToleranceDays", vault.sealedToleranceDays, { example: 7 }),
    ...(stepCa.rootCertificate === undefined ? [] : rootCertificate("stepCa.rootCertificate", stepCa.rootCertificate)),
  ];
}

function byClusterAndField(one: Finding, other: Finding): number {
  return compare(one.cluster ?? "", other.cluster ?? "") || compare(one.field ?? "", other.field ?? "");
}

/** By code unit, so that the order is the same under every locale. */
function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
