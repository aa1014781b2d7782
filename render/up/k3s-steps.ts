import type { LabAt } from "./lab-at.ts";
import type { Step } from "./step.ts";
import { k3sAgents } from "./steps/k3s-agents.ts";
import { k3sServer } from "./steps/k3s-server.ts";

/** What makes a cluster of the hosts, and upgrades it: the server first. */
export const k3sSteps: readonly Step<LabAt>[] = [k3sServer, k3sAgents];

/** The same once more, for what k3s reads only when it starts, and a later step has placed. */
export const k3sAgain: Step<LabAt> = {
  name: "k3s-again",
  does: "restarts k3s where it has not read all of its files",
  limitSeconds: k3sSteps.reduce((sum, { limitSeconds }) => sum + limitSeconds, 0),
  undo: "none is needed: k3s runs as before",
  async check(on) {
    return (await Promise.all(k3sSteps.map(step => step.check(on)))).flat();
  },
  async do(on) {
    for (const step of k3sSteps) if ((await step.check(on)).length > 0) await step.do(on);
  },
};
