/** A whole disk, as a host sees it. */
export interface FoundDisk {
  /** Such as `/dev/sda`. */
  readonly device: string;
  readonly model: string;
  /** Empty where the disk tells none, as some USB adapters do. */
  readonly serial: string;
  readonly bytes: number;
  /** Why it may not be formatted; undefined when it holds nothing and nobody uses it. */
  readonly taken: string | undefined;
}

/** A device as `lsblk --json` prints it. */
export interface BlockDevice {
  readonly path: string;
  readonly type: string;
  readonly size: number;
  readonly model: string | null;
  readonly serial: string | null;
  readonly tran: string | null;
  readonly ro: boolean;
  readonly mountpoints?: readonly (string | null)[];
  readonly children?: readonly BlockDevice[];
}

/**
 * Whole disks of a host. Not those over iSCSI, which are volumes of Longhorn and empty when they are new; and not memory.
 *
 * @param signatures what lies on each device that is there, as `wipefs` calls it
 */
export function wholeDisks(
  devices: readonly BlockDevice[],
  signatures: ReadonlyMap<string, readonly string[]>,
): readonly FoundDisk[] {
  return devices
    .filter(({ path, type, size }) => signatures.has(path) && /^(disk|loop)$/.test(type) && size > 0)
    .filter(
      ({ path, tran, model }) => !/^\/dev\/(zram|ram|nbd)/.test(path) && tran !== "iscsi" && model !== "VIRTUAL-DISK",
    )
    .map(device => ({
      device: device.path,
      model: device.model?.trim() ?? "",
      serial: device.serial?.trim() ?? "",
      bytes: device.size,
      taken: useOf(device, signatures.get(device.path) ?? []),
    }));
}

function useOf(device: BlockDevice, signatures: readonly string[]): string | undefined {
  const mounts = mountsOf(device);
  if (mounts.length > 0) return `is mounted at ${mounts.join(", ")}`;
  if (signatures.length > 0) return `holds ${signatures.join(", ")}`;
  if (device.children !== undefined && device.children.length > 0) return `has ${device.children[0]?.path}`;
  return device.ro ? "is read-only" : undefined;
}

function mountsOf({ mountpoints = [], children = [] }: BlockDevice): string[] {
  return [...mountpoints.filter(point => point !== null), ...children.flatMap(mountsOf)];
}

/** What a person types to choose a disk: its serial number, or its device where that is not unique. */
export function nameOf(disk: FoundDisk, among: readonly FoundDisk[]): string {
  const isUnique = disk.serial !== "" && among.filter(({ serial }) => serial === disk.serial).length === 1;
  return isUnique ? disk.serial : disk.device;
}

/** A disk on one line: `/dev/sda  Samsung T7  1000 GB  serial S5T1NS0R`. */
export function diskLine({ device, model, serial, bytes, taken }: FoundDisk): string {
  const size = `${(bytes / 1e9).toFixed(bytes < 1e10 ? 1 : 0)} GB`;
  return [device, model, size, serial && `serial ${serial}`, taken].filter(Boolean).join("  ");
}
