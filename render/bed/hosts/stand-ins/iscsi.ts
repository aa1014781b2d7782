import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * A process that waits, in place of the daemon of iSCSI. Why not the real one: it speaks to a module of the kernel, which a
 * container cannot load, and ends when there is none. Package, unit and settings are the real ones.
 */
export function replaceIscsi(root: string): void {
  const folder = join(root, "usr/lib/systemd/system/iscsid.service.d");
  mkdirSync(folder, { recursive: true });
  const lines = ["[Service]", "Type=exec", "ExecStartPre=", "ExecStart=", "ExecStart=/usr/bin/sleep infinity", ""];
  writeFileSync(join(folder, "test.conf"), lines.join("\n"));
}
