import { randomBytes } from "node:crypto";
import { secrets as givenSecrets } from "../../../platform/secrets/source.ts";
import { Danger } from "../danger.ts";
import type { HostAt } from "../host-at.ts";
import { STATE_FOLDER } from "../host-state.ts";
import { inTurn } from "../in-turn.ts";
import { type KeptSecret, keepSecrets, readKeptSecrets } from "../kept-secrets.ts";
import { rows, script } from "../script.ts";
import type { Step } from "../step.ts";

/**
 * Secrets that this host keeps: what another host has kept until now, of a service that has moved, comes along; what can be
 * made is made, once; what a person has is asked for.
 */
export const secrets: Step<HostAt> = {
  name: "secrets",
  does: "keeps secrets where they are at home",
  limitSeconds: 900,
  undo: "none: what was made may be in use, and nobody else has it",
  check: async on => {
    const { missing, unsafe } = await look(on);
    return [
      ...missing.map(({ name }) => `secret "${name}" is missing`),
      ...unsafe.map(name => `secret "${name}" can be read by others`),
    ];
  },
  do: async on => {
    const { missing, unsafe, kept } = await look(on);
    const moved = missing.filter(({ name }) => on.secrets.get(name));
    const made = missing.filter(one => one.origin === "made" && !moved.includes(one));
    const given = missing.filter(one => one.origin === "given" && !moved.includes(one));
    if (kept.size === 0 && made.length > 0) await refuseForeignDisks(on);
    await keepSecrets(
      on,
      new Map([
        ...unsafe.map(name => [name, kept.get(name)?.value ?? ""] as const),
        ...moved.map(({ name }) => [name, on.secrets.get(name) ?? ""] as const),
        ...made.map(({ name, encoding = "hex" }) => [name, randomBytes(32).toString(encoding)] as const),
      ]),
    );
    if (given.length === 0) return;
    for (const { name, what } of given) on.say(`secret "${name}": ${what}`);
    const answers = await inTurn(() => givenSecrets(given.map(({ name }) => name)));
    await keepSecrets(on, new Map(Object.entries(answers)));
  },
};

/** What a database or an authority keeps on a disk opens with the secrets of then, and with no others. */
async function refuseForeignDisks({ host, remote }: HostAt): Promise<void> {
  const labels = host.disks.map(({ label }) => label).join(" ");
  const [[label] = []] = rows(
    await remote.run(script("observe-labels", { labels, state: STATE_FOLDER }), { asRoot: true }),
  );
  if (label === undefined) return;
  throw new Danger(
    `Cannot make secrets of ${host.name}: it keeps none, and its disk "${label}" is of an earlier installation, whose data ` +
      `need those of then. Put them back: "npx lab restore secrets --host ${host.name}". If there is no backup of them, ` +
      'clear the disk ("wipefs --all"), or write one of them into /etc/lab/secrets by hand: the others are made then',
  );
}

async function look(on: HostAt) {
  const ours = on.host.secrets.filter(({ home }) => home === on.host.name);
  if (ours.length === 0) return { missing: [], unsafe: [], kept: new Map<string, KeptSecret>() };
  const kept = await readKeptSecrets(on);
  return {
    kept,
    missing: ours.filter(({ name, origin }) => !kept.get(name)?.value && (origin !== "later" || on.secrets.get(name))),
    unsafe: [...kept].filter(([, { safe }]) => !safe).map(([name]) => name),
  };
}
