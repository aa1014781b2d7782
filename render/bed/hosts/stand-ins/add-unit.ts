import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Puts a unit of systemd on a host that has no power, wanted by a target. */
export function addUnit(root: string, name: string, target: string, lines: readonly string[]): void {
  const units = join(root, "etc/systemd/system");
  const wants = join(units, `${target}.wants`);
  mkdirSync(wants, { recursive: true });
  writeFileSync(join(units, name), ["[Unit]", ...lines, ""].join("\n"));
  symlinkSync(`../${name}`, join(wants, name));
}
