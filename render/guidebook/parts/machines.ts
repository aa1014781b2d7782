import { machinesOf } from "../../inventory/lab/machines.ts";
import { blocks, code, codes, table } from "../markdown.ts";
import type { TextPart } from "../part.ts";

/** Every host: what it is, what runs on it beside pods, and by which units of systemd. */
export const machines: TextPart = {
  name: "machines",
  tell(lab) {
    const hosts = machinesOf(lab);
    return blocks(
      table(
        ["Host", "Address", "Machine", "In k3s", "Beside k3s", "Disks of their own"],
        hosts.map(({ name, address, model, architecture, memoryMebibytes, role, duties, disks }) => [
          `**${name}**`,
          address,
          `${model}, ${architecture}, ${memoryMebibytes / 1024} GiB`,
          role,
          duties.join(", ") || "nothing else",
          disks.map(({ label, mountPoint }) => `${code(label)} at ${code(mountPoint)}`).join(", ") || "none",
        ]),
      ),
      table(
        ["Host", "Units that run services, backups and k3s", "Programs that no package brings"],
        hosts.map(({ name, units, programs }) => [
          `**${name}**`,
          codes(units.filter(({ stage }) => stage !== "base").map(unit => unit.name)),
          programs.map(program => `${program.name} ${program.version}`).join(", ") || "none",
        ]),
      ),
    );
  },
};
