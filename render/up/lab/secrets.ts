import { hash } from "node:crypto";
import { GITEA_SECRETS } from "../../../platform/hosts/parts/gitea-settings.ts";
import { postgresAddress } from "../../../platform/postgres.ts";
import type { Origin } from "../../../platform/secrets/origin.ts";
import { secret } from "../../../platform/secrets/source.ts";
import type { Lab } from "../../checks/rule.ts";
import { renderDeployed } from "../../render-repository.ts";
import { makeMissing, type Outcome } from "../../secrets/make.ts";
import type { Need } from "../../secrets/need.ts";
import { needsOf } from "../../secrets/needs.ts";
import { ANY_KEYS, originWords } from "../../secrets/origin-words.ts";
import { statusOf, unknown } from "../../secrets/status.ts";
import { reasonLines } from "../../secrets/status-lines.ts";
import type { Workshop } from "../../secrets/workshop.ts";
import type { LabAt } from "../lab-at.ts";
import type { Step } from "../step.ts";
import { currentCluster, trustLab } from "./current-cluster.ts";
import { giteaAdministrator } from "./gitea-administrator.ts";
import { hostNamed } from "./host-named.ts";
import { markOf, setMark } from "./marks.ts";
import { reachVault } from "./reach-vault.ts";
import { vaultToken } from "./vault-token.ts";

const MARK = "secrets";
const AWAITED = "secrets-awaited";

/**
 * Everything secret that can be made, made as `lab secrets make` does it, and what only a person has asked for: of the
 * secret source, which may be a question on the terminal. What nobody gives is said, and does not stop the lab: only what
 * reads it waits.
 *
 * It counts as done as long as no other secrets are declared than were made last.
 */
export const secrets: Step<LabAt> = {
  name: "lab-secrets",
  does: "makes the missing secrets, and asks for the others",
  limitSeconds: 1800,
  undo: "lab secrets rotate: new values take the place of those that were made",
  async check(on) {
    const made = await markOf(homeOf(on), MARK);
    if (made === digestOf(await needsIn(on))) return [];
    return [made === undefined ? "secrets were never made" : "other secrets are declared than were made"];
  },
  async do(on) {
    trustLab(on.cluster);
    const needs = await needsIn(on);
    const outcomes = await reachVault(on, async url =>
      makeAll(needs, workshopAt(on, { url, token: await vaultToken(on) }), on),
    );
    refuseFailures(outcomes);
    await setMark(
      homeOf(on),
      AWAITED,
      outcomes
        .filter(isWaiting)
        .map(({ need }) => need.path)
        .join("\n"),
    );
    await setMark(homeOf(on), MARK, digestOf(needs));
  },
};

/** @throws {Error} that names every reason once: most have the same, such as a stack that was not applied */
function refuseFailures(outcomes: readonly Outcome[]): void {
  const failed = outcomes.flatMap(({ need, failure }) =>
    failure === undefined ? [] : [unknown(need, new Error(failure))],
  );
  if (failed.length > 0) throw new Error(`Cannot make every secret\n${reasonLines(failed).join("\n")}`);
}

/** Paths of the secrets that waited for a person or a stack when they were made last. */
export async function awaitedSecrets(on: LabAt): Promise<string[]> {
  return (await markOf(homeOf(on), AWAITED))?.split("\n") ?? [];
}

/** The declaration as this process has loaded it, with what was learned since. */
async function needsIn({ cluster }: LabAt): Promise<Need[]> {
  const { labs, findings } = await renderDeployed();
  const lab = labs.find(candidate => candidate.cluster.name === cluster.name);
  if (lab === undefined)
    throw new Error(`Cannot know the secrets of ${cluster.name}: ${findings[0]?.problem ?? "no lab is declared"}`);
  return needsOf({ ...lab, cluster: currentCluster(lab.cluster) } as Lab);
}

function digestOf(needs: readonly Need[]): string {
  const declared = needs.map(({ path, keys }) => [path, Object.keys(keys ?? {}).sort()]);
  return hash("sha256", JSON.stringify(declared));
}

function workshopAt(on: LabAt, vault: Workshop["vault"]): Workshop {
  return {
    vault,
    gitea: async () => giteaAdministrator(on),
    postgres: async () => ({
      host: postgresAddress(on.cluster),
      port: on.cluster.postgres.port,
      user: process.env.PGUSER || "postgres",
      password: homeOf(on).secrets.get("postgres/superuser") ?? (await secret("postgres/superuser")),
    }),
  };
}

async function makeAll(needs: readonly Need[], workshop: Workshop, on: LabAt): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const status of await statusOf(needs, workshop)) {
    const outcome = await makeMissing(status, workshop);
    if (outcome.made.length > 0) on.say(`made ${outcome.need.path}: ${outcome.made.join(", ")}`);
    outcomes.push(await bring(outcome, workshop, on));
  }
  return outcomes;
}

/** What a person has is asked for; what a stack brings, or an app's author names, is said only. */
async function bring(outcome: Outcome, { vault }: Workshop, on: LabAt): Promise<Outcome> {
  const { say } = on;
  const { need, awaited, isAwaited } = outcome;
  if (isAwaited) say(`awaits ${need.path}, ${ANY_KEYS}: lab secrets set ${need.path} <key>`);
  const rest: Record<string, Origin> = {};
  for (const [key, origin] of Object.entries(awaited)) {
    const value = isAPersons(origin) ? await brought(on, need.path, key, origin) : undefined;
    if (value === undefined) {
      rest[key] = origin;
      say(
        `awaits ${key} of ${need.path}: ${isAPersons(origin) ? `lab secrets set ${need.path} ${key}` : originWords(origin)}`,
      );
    } else {
      await need.put?.(vault, { [key]: value });
      say(`took ${key} of ${need.path}`);
    }
  }
  return { ...outcome, awaited: rest };
}

function isWaiting({ awaited, isAwaited }: Outcome): boolean {
  return isAwaited || Object.keys(awaited).length > 0;
}

function isAPersons({ from }: Origin): boolean {
  return from === "person" || from === "users";
}

async function brought(on: LabAt, path: string, key: string, origin: Origin): Promise<string | undefined> {
  const held = heldByHost(on, path, key);
  if (held !== undefined) return held;
  on.say(`asks for ${key} of ${path}: ${originWords(origin)}`);
  return given(path, key);
}

/** Gitea's host has made the one by which its metrics are read. */
function heldByHost(on: LabAt, path: string, key: string): string | undefined {
  const { name } = GITEA_SECRETS.metrics;
  return path === name && key === "token" ? homeOf(on).secrets.get(name) : undefined;
}

/** From the secret source; undefined where nobody gives it. Its names have no dots and no capitals. */
async function given(path: string, key: string): Promise<string | undefined> {
  const name = `${path}/${key}`.toLowerCase().replaceAll(/[^a-z0-9/-]/g, "-");
  return secret(name).catch(() => undefined);
}

function homeOf(on: LabAt) {
  return hostNamed(on, on.cluster.gitea.node);
}
