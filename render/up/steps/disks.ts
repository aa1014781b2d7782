import type { Disk } from "../../../platform/hosts/host.ts";
import { DISK_MARKER } from "../../../platform/hosts/parts/disks.ts";
import { mountUnitName } from "../../../platform/hosts/unit-names.ts";
import { Danger } from "../danger.ts";
import { type BlockDevice, diskLine, type FoundDisk, nameOf, wholeDisks } from "../found-disks.ts";
import type { HostAt } from "../host-at.ts";
import { STATE_FOLDER } from "../host-state.ts";
import { rows, script } from "../script.ts";
import type { Step } from "../step.ts";

/**
 * Disks of their own: found by the label of their file system, mounted, marked. Where no disk has the label, one that
 * holds nothing is formatted, after a person has typed its serial number. What holds anything is never formatted, and
 * nothing takes the place of a disk that the host had before and that is away.
 */
export const disks: Step<HostAt> = {
  name: "disks",
  does: "formats new disks, after a question, and mounts them",
  limitSeconds: 3600,
  undo: 'none: what is on the disk would be lost; to take one out of use, unmount it and clear it with "wipefs" by hand',
  check: async on => {
    if (on.host.disks.length === 0) return [];
    const seen = await look(on);
    return on.host.disks.flatMap(disk => missing(disk, seen) ?? []);
  },
  do: async on => {
    for (const disk of on.host.disks) {
      const seen = await look(on);
      if (missing(disk, seen) === undefined) continue;
      refuseDoubt(on, disk, seen);
      if (seen.labelled(disk.label).length === 0) await format(on, disk, seen.disks);
      await mount(on, disk);
    }
  },
};

interface Seen {
  readonly disks: readonly FoundDisk[];
  labelled(label: string): readonly string[];
  mountedOn(point: string): string | undefined;
  isMarked(point: string): boolean;
  /** Whether a disk with this label was mounted here at an earlier time. */
  isKnown(label: string): boolean;
}

async function look({ host, remote }: HostAt): Promise<Seen> {
  const labels = host.disks.map(({ label }) => label).join(" ");
  const points = host.disks.map(({ mountPoint }) => mountPoint).join(" ");
  const seen = rows(
    await remote.run(script("observe-disks", { labels, points, marker: DISK_MARKER, state: STATE_FOLDER }), {
      asRoot: true,
    }),
  );
  const of = (kind: string) => seen.filter(([first]) => first === kind).map(([, ...fields]) => fields);
  const mounted = new Map(of("mounted").map(([point = "", source = ""]) => [point, source]));
  const marked = new Set(of("marked").map(([point]) => point));
  const known = new Set(of("known").map(([label]) => label));
  const signatures = new Map(of("disk").map(([path = "", types = ""]) => [path, types.split(" ").filter(Boolean)]));
  const { blockdevices } = JSON.parse(of("devices")[0]?.[0] ?? "{}") as { blockdevices: readonly BlockDevice[] };
  return {
    disks: wholeDisks(blockdevices, signatures),
    labelled: label => of("labelled").flatMap(([name, device = ""]) => (name === label ? [device] : [])),
    mountedOn: point => mounted.get(point),
    isMarked: point => marked.has(point),
    isKnown: label => known.has(label),
  };
}

function missing({ label, mountPoint }: Disk, seen: Seen): string | undefined {
  const devices = seen.labelled(label);
  if (devices.length === 0) return `no disk has the label "${label}"`;
  if (devices.length > 1) return `${devices.join(" and ")} both have the label "${label}"`;
  const source = seen.mountedOn(mountPoint);
  if (source === undefined) return `disk "${label}" is not mounted at ${mountPoint}`;
  if (source !== devices[0]) return `${source} is mounted at ${mountPoint}, in place of disk "${label}"`;
  return seen.isMarked(mountPoint) ? undefined : `disk "${label}" has no ${DISK_MARKER}`;
}

function refuseDoubt({ host }: HostAt, { label, mountPoint }: Disk, seen: Seen): void {
  const devices = seen.labelled(label);
  const cannot = `Cannot mount ${mountPoint} of ${host.name}:`;
  if (devices.length > 1) {
    throw new Danger(`${cannot} ${devices.join(" and ")} both have the label "${label}", take the wrong one away`);
  }
  if (devices.length === 0 && seen.isKnown(label)) {
    throw new Danger(
      `${cannot} its disk "${label}" was here before and is away, connect it; if it is lost, remove ` +
        `${STATE_FOLDER}/disks/${label} there, and a new one is formatted`,
    );
  }
}

async function format({ host, remote, ask, say }: HostAt, disk: Disk, found: readonly FoundDisk[]): Promise<void> {
  const { label, fileSystem, mountPoint } = disk;
  const empty = found.filter(({ taken }) => taken === undefined);
  const cannot = `Cannot format a disk for ${mountPoint} of ${host.name}:`;
  const list = (some: readonly FoundDisk[]) => some.map(one => `\n  ${diskLine(one)}`).join("");
  if (empty.length === 0) {
    throw new Danger(
      `${cannot} it has none that holds nothing, connect one, or clear one by hand ("wipefs --all"), or take it out of ` +
        `its disks in clusters/${host.cluster}/index.ts. It has:${list(found)}`,
    );
  }
  const question = `${host.name} needs a disk for ${mountPoint}. These hold nothing:${list(empty)}\n`;
  const names = empty.map(one => nameOf(one, found));
  const answer = await ask(`${question}Type ${names.join(" or ")} to format it as "${label}", or nothing to stop: `);
  if (answer === undefined) {
    throw new Danger(`${cannot} it must be typed which one, run "npx lab up" in a terminal. ${question.trimEnd()}`);
  }
  const chosen = empty[names.indexOf(answer.trim())];
  if (chosen === undefined) throw new Danger(`${cannot} "${answer.trim()}" is none of ${names.join(", ")}`);
  say(`formatting ${diskLine(chosen)}`);
  const { device, serial } = chosen;
  const making = script("format-disk", { device, serial, kind: fileSystem, label });
  await remote.run(making, { asRoot: true, timeoutSeconds: 1800 });
}

async function mount({ remote }: HostAt, { label, mountPoint }: Disk): Promise<void> {
  const place = { unit: mountUnitName(mountPoint), point: mountPoint, marker: DISK_MARKER };
  const mounting = script("mount-disk", { ...place, label, state: STATE_FOLDER });
  await remote.run(mounting, { asRoot: true, timeoutSeconds: 180 });
}
