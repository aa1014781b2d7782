import type { LabAt } from "../up/lab-at.ts";
import type { Probe, Trouble } from "./probe.ts";

/** What a probe saw. */
export interface Sight {
  /** Name of the probe. */
  readonly link: string;
  readonly troubles: readonly Trouble[];
}

/** Runs all probes at once. One that fails, or takes too long, is trouble with its own link and hides no other. */
export function runProbes(lab: LabAt, probes: readonly Probe[]): Promise<readonly Sight[]> {
  return Promise.all(
    probes.map(async probe => ({
      link: probe.name,
      troubles: await within(probe, lab).catch((error: Error) => [unseen(probe, error)]),
    })),
  );
}

async function within(probe: Probe, lab: LabAt): Promise<readonly Trouble[]> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`it says nothing for ${probe.limitSeconds} s`)),
      probe.limitSeconds * 1000,
    );
  });
  try {
    return await Promise.race([probe.look(lab), late]);
  } finally {
    clearTimeout(timer);
  }
}

function unseen({ name }: Probe, { message }: Error): Trouble {
  return { level: "down", subject: name, problem: `it cannot be looked at: ${message}`, helps: "npx lab recover" };
}
