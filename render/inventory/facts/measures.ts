import type { RecurringJobSpec } from "../../../platform/components/longhorn/api.ts";
import type { KubeObject } from "../../../platform/kube-object.ts";
import { type Container, containersOf, podTemplate } from "../../../platform/pod-template.ts";
import { MEBIBYTE } from "../../checks/capacity/bytes.ts";
import { objectsOf } from "../../checks/rule.ts";
import { oncePerLab } from "../once-per-lab.ts";
import { type Volume, volumesOf } from "../storage/volumes.ts";

/** A quantity that an object of the lab holds, under the name by which pages take it. */
export interface Measure {
  /** `claims.erp.documents.size` */
  readonly path: string;
  /** As a page shows it: `5 GiB`, `14 days`. */
  readonly text: string;
  /** Unit whose object holds it. */
  readonly unit: string;
}

/**
 * Quantities of a lab's objects: size and copies of each volume, memory that each container may use, sizes and days among
 * the arguments and variables of containers, and for how long Longhorn's jobs keep what they make.
 *
 * @returns e.g. `claims.erp.documents.size`, `memory.redis.redis`, `variables.vault.KEEP_DAYS`, `kept.backup-nightly`
 */
export const measuresOf = oncePerLab((lab): readonly Measure[] => {
  const ofObjects = [...objectsOf(lab)].flatMap(({ unit, object }) =>
    [
      ...containersOf(podTemplate(object)?.spec ?? {}).flatMap(({ container }) => ofContainer(unit.name, container)),
      ...(object.kind === "RecurringJob" ? [keptBy(object)] : []),
    ].flatMap(([path, text]) => (text === undefined ? [] : { path, text, unit: unit.name })),
  );
  return [...volumesOf(lab).flatMap(ofVolume), ...ofObjects];
});

type Named = readonly [path: string, text: string | undefined];

function ofVolume({ unit, claim, bytes, kept }: Volume): Measure[] {
  const path = `claims.${unit}.${claim}`;
  const size = inWords(`${bytes / MEBIBYTE}Mi`);
  return [
    ...(size === undefined ? [] : [{ path: `${path}.size`, text: size, unit }]),
    ...(kept === undefined ? [] : [{ path: `${path}.copies`, text: String(kept.replicas), unit }]),
  ];
}

interface Variable {
  readonly name: string;
  readonly value?: string;
}

function ofContainer(unit: string, { name, resources, args, command, env = [] }: Container): Named[] {
  const words = [command, args].flatMap(list => (Array.isArray(list) ? (list as readonly unknown[]) : []));
  return [
    [`memory.${unit}.${name}`, inWords(String(resources?.limits?.memory ?? ""))],
    ...(env as readonly Variable[]).map((variable): Named => {
      const value = /_DAYS$/.test(variable.name) ? `${variable.value}d` : (variable.value ?? "");
      return [`variables.${unit}.${variable.name}`, inWords(value)];
    }),
    ...words.flatMap((word): Named[] => {
      const [, flag, value = ""] = /^--?([\w.-]+)=(\S+)$/.exec(String(word)) ?? [];
      return flag === undefined ? [] : [[`arguments.${unit}.${flag}`, inWords(value)]];
    }),
  ];
}

/** `512Mi` as `512 MiB`, `3072Mi` as `3 GiB`, `30d` as `30 days`; undefined for what is no quantity of these. */
function inWords(value: string): string | undefined {
  const [, amount = "", unit] = /^(\d+)([KMGT]i?B?|d)$/.exec(value) ?? [];
  if (unit === undefined) return undefined;
  if (unit === "d") return `${amount} days`;
  if (unit.startsWith("Mi") && Number(amount) % 1024 === 0) return `${Number(amount) / 1024} GiB`;
  return `${amount} ${unit.replace(/B?$/, "B")}`;
}

/** Of a job that runs each day, or each week, the time for which what it made is kept. */
function keptBy({ metadata, spec }: KubeObject): Named {
  const { cron = "", retain = 0 } = (spec ?? {}) as Partial<RecurringJobSpec>;
  const [, , ...days] = cron.split(" ");
  const period = days.join(" ") === "* * *" ? "days" : "weeks";
  return [`kept.${metadata.name}`, retain === 0 ? undefined : `${retain} ${period}`];
}
