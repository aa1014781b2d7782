import type { Host } from "../../../platform/hosts/host.ts";
import { liesIn, type Where } from "../disk-paths.ts";
import type { HostAt } from "../host-at.ts";
import { type HostState, observe, rememberPlaced, STATE_FOLDER } from "../host-state.ts";
import { dueRestarts, oweRestarts, restartUnits } from "../pending-restarts.ts";
import { difference, type PlannedFile, planFiles } from "../planned-files.ts";
import { script } from "../script.ts";
import type { Step } from "../step.ts";

const STATE = { state: STATE_FOLDER };

/** Files of the system, before the disks are mounted; and what is no longer declared leaves. */
export const files = filesOf("system", "files", "places files and restarts what reads them");

/** Files on disks of their own. */
export const diskFiles = filesOf("disks", "disk-files", "places files on disks");

function filesOf(where: Where, name: string, does: string): Step<HostAt> {
  return {
    name,
    does,
    limitSeconds: 900,
    undo: 'by the next "lab up" of the commit before: the rest is placed as it was, and what is not declared leaves',
    check: async on => {
      const work = await look(where, on);
      return work === undefined ? [] : [...work.changes.values(), ...work.lines];
    },
    do: async on => {
      const work = await look(where, on);
      if (work !== undefined) await act(on, work);
    },
  };
}

interface Work {
  readonly state: HostState;
  readonly changed: readonly PlannedFile[];
  /** What of each changed file, on one line. */
  readonly changes: ReadonlyMap<string, string>;
  readonly left: readonly string[];
  /** What else is to be done. */
  readonly lines: readonly string[];
}

async function look(where: Where, on: HostAt): Promise<Work | undefined> {
  const { host, remote, secrets } = on;
  const { planned, withheld } = planFiles(host, secrets);
  const here = planned.filter(({ path }) => liesIn(where, host, path));
  if (here.length === 0 && where === "disks") return undefined;
  const state = await observe(
    remote,
    here.map(({ path }) => path),
  );
  const changes = new Map<string, string>();
  for (const file of here) {
    const what = difference(file, state.files.get(file.path));
    if (what !== undefined) changes.set(file.path, `${file.path} ${what}`);
  }
  const left = where === "system" ? noLongerDeclared(host, state) : [];
  const without = withheld.filter(({ path }) => liesIn(where, host, path));
  return {
    state,
    changed: here.filter(({ path }) => changes.has(path)),
    changes,
    left,
    lines: [
      ...without.map(({ path, missing }) => `${path} waits for ${missing.map(name => homeOf(host, name)).join(", ")}`),
      ...left.map(path => `${path} is no longer declared`),
      ...dueRestarts(host, state).map(unit => `${unit} reads what has changed and was not restarted`),
    ],
  };
}

/** Everything is written down before it is done, so that a kill at any point leaves the rest for the next run. */
async function act(on: HostAt, { state, changed, left }: Work): Promise<void> {
  const { host, remote } = on;
  const readers = (path: string) => state.placed.get(path) ?? [];
  await oweRestarts(on, state, [...changed.flatMap(file => file.restarts), ...left.flatMap(readers)]);
  await place(on, state, changed);
  await remove(on, left);
  if (changed.length > 0 || left.length > 0 || state.pending.length > 0) {
    const { pending } = await observe(remote, []);
    await reload(
      on,
      changed.map(({ path }) => path),
      left,
    );
    await restartUnits(on, dueRestarts(host, { pending }));
  }
}

async function place({ remote }: HostAt, { placed, files }: HostState, changed: readonly PlannedFile[]): Promise<void> {
  if (changed.length === 0) return;
  const others = changed.filter(({ path }) => files.has(path) && !placed.has(path)).map(({ path }) => path);
  if (others.length > 0) await remote.run(script("keep-originals", STATE), { asRoot: true, input: lines(others) });
  await rememberPlaced(remote, new Map([...placed, ...changed.map(({ path, restarts }) => [path, restarts] as const)]));
  const contents = changed.map(({ path, owner, mode, content }) => {
    return `${path}\t${owner}\t${mode}\t${Buffer.from(content).toString("base64")}`;
  });
  await remote.run(script("place-files"), { asRoot: true, input: lines(contents), timeoutSeconds: 300 });
}

async function remove({ remote }: HostAt, left: readonly string[]): Promise<void> {
  if (left.length === 0) return;
  await remote.run(script("remove-files", STATE), { asRoot: true, input: lines(left), timeoutSeconds: 300 });
  const { placed } = await observe(remote, []);
  await rememberPlaced(remote, new Map([...placed].filter(([path]) => !left.includes(path))));
}

function lines(texts: readonly string[]): string {
  return texts.map(text => `${text}\n`).join("");
}

async function reload({ remote }: HostAt, changed: readonly string[], left: readonly string[]): Promise<void> {
  if (![...changed, ...left].some(path => path.startsWith("/etc/systemd/"))) return;
  const units = changed.flatMap(path => /^\/etc\/systemd\/system\/([^/]+)$/.exec(path)?.[1] ?? []);
  await remote.run(script("reload-units", { units: units.join(" ") }), { asRoot: true });
}

function noLongerDeclared({ files }: Host, { placed }: HostState): string[] {
  const declared = new Set(files.map(({ path }) => path));
  return [...placed.keys()].filter(path => !declared.has(path)).sort();
}

function homeOf({ name: host, secrets }: Host, name: string): string {
  const home = secrets.find(secret => secret.name === name)?.home;
  return home === undefined ? `secret "${name}", which ${host} does not declare` : `secret "${name}" of ${home}`;
}
