import { basename } from "node:path/posix";
import type { Host, Program } from "../../../platform/hosts/host.ts";
import { factsFile } from "../../../platform/naming.ts";
import type { HostAt } from "../host-at.ts";
import { observe, STATE_FOLDER } from "../host-state.ts";
import { dueRestarts, oweRestarts, restartUnits } from "../pending-restarts.ts";
import { rows, script } from "../script.ts";
import type { Step } from "../step.ts";

/**
 * Programs that no package brings, fetched by the host itself and compared with what the facts pin, or else with the
 * checksums of their publisher. What runs one is restarted, but for k3s, which steps of its own restart: one node after the
 * other.
 *
 * The first download of a version is taken on trust, as the key of a host is at first. What it was is told, so that it can
 * be pinned: later downloads, on every host, are held to it.
 */
export const programs: Step<HostAt> = {
  name: "programs",
  does: "fetches programs that no package brings",
  limitSeconds: 1800,
  undo: 'by the next "lab up" of the commit before, which fetches the version of before',
  check: async on => (await look(on)).map(({ path, version, what }) => `${path} ${what}, and should be ${version}`),
  do: async on => {
    const { host, remote } = on;
    for (const { path, version, url, checksums, sha256: pinned = "", restarts = [] } of await look(on)) {
      on.say(`fetching ${url}`);
      await oweRestarts(on, await observe(remote, []), restarts);
      const fetching = script("fetch-program", { path, version, url, checksums, pinned, state: STATE_FOLDER });
      await remote.run(fetching, { asRoot: true, timeoutSeconds: 900 });
    }
    await restartUnits(on, dueRestarts(host, await observe(remote, [])));
  },
  notes: async on => {
    const found = await placed(on);
    return on.host.programs.flatMap(program => {
      const sum = found.get(program.path)?.sum;
      return program.sha256 !== undefined || sum === undefined ? [] : [whatToPin(on.host, program, sum)];
    });
  },
};

function whatToPin({ cluster, architecture }: Host, { path, version }: Program, sum: string): string {
  return (
    `Nothing pins ${basename(path)} ${version} yet: it is what its publisher lists. To hold every later download to that, ` +
    `write sha256: { of: "${version}", ${architecture}: "${sum}" } beside its version, in versions of ${factsFile(cluster)}`
  );
}

async function look(on: HostAt): Promise<readonly (Program & { what: string })[]> {
  const found = await placed(on);
  return on.host.programs.flatMap(program => {
    const what = difference(program, found.get(program.path));
    return what === undefined ? [] : [{ ...program, what }];
  });
}

/** What lies there now, and what was written down when it was placed. */
interface Placed {
  readonly sum: string;
  readonly record: string;
}

/** By path. */
async function placed({ host, remote }: HostAt): Promise<ReadonlyMap<string, Placed>> {
  if (host.programs.length === 0) return new Map();
  const input = host.programs.map(({ path }) => `${path}\n`).join("");
  const output = await remote.run(script("observe-programs", { state: STATE_FOLDER }), { asRoot: true, input });
  return new Map(rows(output).map(([path = "", sum = "", record = ""]) => [path, { sum, record }]));
}

function difference({ version, sha256 }: Program, found: Placed | undefined): string | undefined {
  if (found === undefined) return "is missing";
  const [placedVersion, placedSum] = found.record.split(" ");
  if (placedSum !== found.sum) return "is not what was placed there";
  if (placedVersion !== version) return `has version ${placedVersion}`;
  return sha256 === undefined || sha256 === found.sum ? undefined : "is not what the facts pin";
}
