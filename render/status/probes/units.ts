import { quote } from "../../remote/quote.ts";
import type { HostAt } from "../../up/host-at.ts";
import { onEachHost } from "../on-each-host.ts";
import type { Probe, Trouble } from "../probe.ts";

/** Every unit that a host should run runs, and none of the system's own has failed. */
export const units: Probe = {
  name: "services of the hosts",
  limitSeconds: 20,
  look: lab => onEachHost(lab, unitsOf),
};

async function unitsOf({ host, remote }: HostAt): Promise<Trouble[]> {
  const wanted = host.units.map(({ name }) => name);
  const printed = await remote.run(
    `systemctl show --property=Id,ActiveState,Result,ConditionResult ${wanted.map(quote).join(" ")} || true
echo; echo --failed--
systemctl list-units --state=failed --plain --no-legend --full || true`,
    { timeoutSeconds: 15 },
  );
  const [states = "", failed = ""] = printed.split("--failed--");
  const others = failed
    .split("\n")
    .map(line => line.trim().split(/\s+/)[0] ?? "")
    .filter(name => name !== "" && !wanted.includes(name));
  return [
    ...stopped(states).map(unit => stoppedTrouble(host.name, unit)),
    ...others.map(name => ({
      level: "warning" as const,
      subject: `${name} of ${host.name}`,
      problem: "it has failed",
      helps: `journalctl --unit ${name} --lines 50 on ${host.name}`,
    })),
  ];
}

function stoppedTrouble(host: string, { name, state, result, isSkipped }: StoppedUnit): Trouble {
  const subject = `${name} of ${host}`;
  if (isSkipped) {
    return { level: "warning", subject, problem: "it waits for what its condition names", helps: `npx lab up ${host}` };
  }
  const problem = `it is ${state}${result === "success" ? "" : ` (${result})`}`;
  return {
    level: "down",
    subject,
    problem,
    helps: `journalctl --unit ${name} --lines 50 on ${host}, then: npx lab recover`,
  };
}

interface StoppedUnit {
  readonly name: string;
  readonly state: string;
  readonly result: string;
  /** A condition kept it from starting, such as a runner's that Gitea does not know yet. */
  readonly isSkipped: boolean;
}

/** Units that do not run, from what `systemctl show` prints. */
export function stopped(printed: string): StoppedUnit[] {
  return printed
    .trim()
    .split("\n\n")
    .map(block => Object.fromEntries(block.split("\n").map(line => line.split("=", 2))) as Record<string, string>)
    .filter(({ ActiveState: state }) => state !== undefined && state !== "active")
    .map(({ Id: name = "", ActiveState: state = "", Result: result = "", ConditionResult: condition }) => ({
      ...{ name, state, result },
      isSkipped: state === "inactive" && condition === "no",
    }));
}
