import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import type { Cluster } from "../../../clusters/lab.ts";
import { learnedFile } from "../../facts/learned.ts";
import { repositoryFolder } from "../../repository.ts";

/**
 * A cluster with what was learned since this process has loaded its facts: an earlier step may have written the
 * certificate of the lab's authority.
 */
export function currentCluster(cluster: Cluster): Cluster {
  return withLearned(cluster, learnedOf(cluster.name));
}

/** Facts of a cluster in which groups such as `stepCa` have what was learned of them. */
export function withLearned(cluster: Cluster, learned: Readonly<Record<string, object>>): Cluster {
  const groups = Object.entries(cluster).map(([group, facts]) => {
    return [group, group in learned ? { ...facts, ...learned[group] } : facts];
  });
  return Object.fromEntries(groups) as Cluster;
}

/** Lets this process trust the lab's own authority, beside those that it trusts already. */
export function trustLab(cluster: Cluster): void {
  const { rootCertificate } = currentCluster(cluster).stepCa;
  const trusted = getCACertificates("default");
  if (rootCertificate === undefined || trusted.some(known => known.trim() === rootCertificate.trim())) return;
  setDefaultCACertificates([...trusted, rootCertificate]);
}

function learnedOf(cluster: string): Readonly<Record<string, object>> {
  const file = join(repositoryFolder, learnedFile(cluster));
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Record<string, object>) : {};
}
