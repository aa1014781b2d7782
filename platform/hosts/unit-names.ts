/**
 * A path as systemd writes it in names of units.
 *
 * @returns e.g. `dev-disk-by\x2dlabel-lab\x2dlonghorn` of `/dev/disk/by-label/lab-longhorn`
 * @see https://www.freedesktop.org/software/systemd/man/latest/systemd.unit.html#String%20Escaping%20for%20Inclusion%20in%20Unit%20Names
 */
export function unitNameOf(path: string): string {
  const inner = path.replace(/^\/+|\/+$/g, "");
  return inner
    .replace(/[^A-Za-z0-9:_./]/g, character => `\\x${character.charCodeAt(0).toString(16)}`)
    .replaceAll("/", "-");
}

/** Name of the unit that mounts something at a path: `srv-lab.mount`. */
export function mountUnitName(path: string): string {
  return `${unitNameOf(path)}.mount`;
}
