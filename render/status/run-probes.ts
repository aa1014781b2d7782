import type { LabAt } from "../up/lab-at.ts";
import { inTime } from "./in-time.ts";
import type { Probe, Trouble } from "./probe.ts";
import { Unseen } from "./unseen.ts";

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
      troubles: await inTime(probe.limitSeconds, () => probe.look(lab)).catch(error => [failed(probe, error)]),
    })),
  );
}

function failed({ name }: Probe, error: Error): Trouble {
  const trouble = { level: "down", subject: name, helps: "npx lab recover" } as const;
  if (error instanceof Unseen) return { ...trouble, problem: error.message, because: error.because };
  return { ...trouble, problem: `it cannot be looked at: ${error.message}` };
}
