import type { Host, Unit } from "../../../platform/hosts/host.ts";
import type { HostAt } from "../host-at.ts";
import { until } from "../lab/until.ts";
import { script } from "../script.ts";
import type { Step } from "../step.ts";
import { isEnabled, notHealthy, notRunning, observeUnits } from "../unit-states.ts";

/** How long a container may take to be there and healthy, after its unit has started: its image is fetched first. */
const HEALTHY_SECONDS = 1200;

/** What everything else runs on: time, logs, names. */
export const baseServices = unitsOf("base", "base-services", "starts what the system needs");

/** What runs beside the cluster, and must be there before it. */
export const services = unitsOf("services", "services", "starts services beside the cluster");

function unitsOf(stage: Unit["stage"], name: string, does: string): Step<HostAt> {
  return {
    name,
    does,
    limitSeconds: 3600,
    undo: 'by hand: "systemctl disable --now" stops a unit; one that is no longer declared is stopped when its file leaves',
    check: async on => {
      const { lines, unhealthy } = await lookAtUnits(on, unitNames(on.host, stage));
      return [...lines, ...unhealthy];
    },
    do: async on => {
      await startUnits(on, unitNames(on.host, stage));
      if (stage === "services") await untilHealthy(on);
    },
  };
}

function unitNames({ units }: Host, stage: Unit["stage"]): string[] {
  return units.filter(unit => unit.stage === stage).map(({ name }) => name);
}

/** What is wrong with some units of a host and with the containers that they run. */
export async function lookAtUnits({ host, remote }: HostAt, units: readonly string[]) {
  if (units.length === 0) return { lines: [], unhealthy: [], enable: [], start: [] };
  const projects = projectsOf(host, units);
  const seen = await observeUnits(remote, units, projects);
  const state = (unit: string) => seen.units.get(unit) ?? {};
  const enable = units.filter(unit => !isEnabled(state(unit)));
  const start = units.filter(unit => notRunning(state(unit)) !== undefined);
  const stale = units.filter(unit => state(unit).NeedDaemonReload === "yes");
  return {
    enable,
    start,
    lines: [
      ...enable.map(unit => `${unit} is ${state(unit).UnitFileState || "missing"}, not enabled`),
      ...start.map(unit => `${unit} ${notRunning(state(unit))}`),
      ...stale.map(unit => `${unit} has a new file that systemd has not read`),
    ],
    unhealthy: projects.flatMap(project => {
      const containers = seen.containers.filter(one => one.project === project);
      return containers.length === 0
        ? [`${project} has no container yet`]
        : containers.flatMap(one => notHealthy(one) ?? []);
    }),
  };
}

/** Enables and starts those of these units that are not yet. */
export async function startUnits(on: HostAt, units: readonly string[]): Promise<void> {
  const { enable, start } = await lookAtUnits(on, units);
  const starting = script("start-units", { enable: enable.join(" "), start: start.join(" ") });
  await on.remote.run(starting, { asRoot: true, timeoutSeconds: 1500 });
}

/** Projects of Docker Compose, by the folders of their files: `postgres` of `/etc/lab/postgres/compose.yaml`. */
function projectsOf({ files }: Host, units: readonly string[]): string[] {
  return files
    .flatMap(({ path }) => /^\/etc\/lab\/([^/]+)\/compose\.yaml$/.exec(path)?.[1] ?? [])
    .filter(project => units.includes(`lab-${project}.service`));
}

async function untilHealthy(on: HostAt): Promise<void> {
  const look = async () => (await lookAtUnits(on, unitNames(on.host, "services"))).unhealthy;
  await until(look, HEALTHY_SECONDS, on.say);
}
