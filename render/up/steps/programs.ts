import type { Program } from "../../../platform/hosts/host.ts";
import type { HostAt } from "../host-at.ts";
import { observe, STATE_FOLDER } from "../host-state.ts";
import { dueRestarts, oweRestarts, restartUnits } from "../pending-restarts.ts";
import { rows, script } from "../script.ts";
import type { Step } from "../step.ts";

/**
 * Programs that no package brings, fetched by the host itself and compared with the checksums of their publisher. What
 * runs one is restarted, but for k3s, which steps of its own restart: one node after the other.
 */
export const programs: Step<HostAt> = {
  name: "programs",
  does: "fetches programs that no package brings",
  limitSeconds: 1800,
  undo: 'by the next "lab up" of the commit before, which fetches the version of before',
  check: async on => (await look(on)).map(({ path, version, what }) => `${path} ${what}, and should be ${version}`),
  do: async on => {
    const { host, remote } = on;
    for (const { path, version, url, checksums, restarts = [] } of await look(on)) {
      on.say(`fetching ${url}`);
      await oweRestarts(on, await observe(remote, []), restarts);
      const fetching = script("fetch-program", { path, version, url, checksums, state: STATE_FOLDER });
      await remote.run(fetching, { asRoot: true, timeoutSeconds: 900 });
    }
    await restartUnits(on, dueRestarts(host, await observe(remote, [])));
  },
};

async function look({ host, remote }: HostAt): Promise<readonly (Program & { what: string })[]> {
  if (host.programs.length === 0) return [];
  const input = host.programs.map(({ path }) => `${path}\n`).join("");
  const output = await remote.run(script("observe-programs", { state: STATE_FOLDER }), { asRoot: true, input });
  const found = new Map(rows(output).map(([path = "", sum = "", placed = ""]) => [path, { sum, placed }]));
  return host.programs.flatMap(program => {
    const what = difference(program, found.get(program.path));
    return what === undefined ? [] : [{ ...program, what }];
  });
}

function difference({ version }: Program, found: { sum: string; placed: string } | undefined): string | undefined {
  if (found === undefined) return "is missing";
  const [placedVersion, placedSum] = found.placed.split(" ");
  if (placedSum !== found.sum) return "is not what was placed there";
  return placedVersion === version ? undefined : `has version ${placedVersion}`;
}
