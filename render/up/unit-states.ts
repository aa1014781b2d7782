import type { Remote } from "../remote/remote.ts";
import { script } from "./script.ts";

/** Properties of a unit, as `systemctl show` prints them: `ActiveState` to `active`. */
export type UnitState = Readonly<Record<string, string>>;

/** A container of a project of Docker Compose. */
export interface ContainerState {
  readonly project: string;
  readonly name: string;
  /** As `docker ps` says it: `Up 3 minutes (healthy)`. */
  readonly status: string;
}

/** Looks at units, and at the containers of all projects if there are any, in one round trip. */
export async function observeUnits(
  remote: Remote,
  units: readonly string[],
  projects: readonly string[],
): Promise<{ readonly units: ReadonlyMap<string, UnitState>; readonly containers: readonly ContainerState[] }> {
  const variables = { units: units.join(" "), projects: projects.join(" ") };
  const output = await remote.run(script("observe-units", variables), { asRoot: true });
  const lines = output.split("\n");
  const states = paragraphs(lines.filter(line => !line.startsWith("container\t")));
  const containers = lines.filter(line => line.startsWith("container\t")).map(line => line.split("\t"));
  return {
    // In the order of the question, for a unit with several names shows another one.
    units: new Map(units.map((unit, index) => [unit, states[index] ?? {}])),
    containers: containers.map(([, project = "", name = "", status = ""]) => ({ project, name, status })),
  };
}

function paragraphs(lines: readonly string[]): UnitState[] {
  return lines
    .join("\n")
    .split(/\n\n+/)
    .filter(text => text.trim() !== "")
    .map(text => Object.fromEntries(text.trim().split("\n").map(property)));
}

function property(line: string): [string, string] {
  const at = line.indexOf("=");
  return [line.slice(0, at), line.slice(at + 1)];
}

/** Whether a unit starts by itself: one without an `[Install]` section is started by another. */
export function isEnabled({ UnitFileState = "" }: UnitState): boolean {
  return ["enabled", "static", "indirect", "generated", "alias"].includes(UnitFileState);
}

/**
 * What is wrong with a unit that should run; undefined when it does, when it has done what it does once, or when its own
 * conditions keep it from starting, such as that of a clock in a container.
 *
 * @see https://www.freedesktop.org/software/systemd/man/latest/systemd.unit.html#Conditions%20and%20Asserts
 */
export function notRunning(state: UnitState): string | undefined {
  const { LoadState, ActiveState = "unknown", SubState, Type, Result, ConditionResult } = state;
  if (LoadState === "not-found") return "is not there";
  if (ActiveState === "active" || ActiveState === "reloading") return undefined;
  if (ActiveState === "inactive" && hasRun(state, "ConditionTimestampMonotonic") && ConditionResult === "no")
    return undefined;
  if (ActiveState === "inactive" && hasRun(state, "InactiveEnterTimestampMonotonic") && Type === "oneshot") {
    return Result === "success" ? undefined : `has ended with ${Result}`;
  }
  return `is ${ActiveState} (${SubState})`;
}

function hasRun(state: UnitState, timestamp: string): boolean {
  return Number(state[timestamp] ?? 0) > 0;
}

/** What is wrong with a container of a service that should run; one that is still coming up is not right yet either. */
export function notHealthy({ name, status }: ContainerState): string | undefined {
  if (/^Exited \(0\)/.test(status)) return undefined;
  return /^Up\b/.test(status) && !/unhealthy|health: starting/.test(status)
    ? undefined
    : `container ${name}: ${status}`;
}
