import { lacking, withArguments, withSettings } from "../boot-files.ts";
import type { HostAt } from "../host-at.ts";
import { STATE_FOLDER } from "../host-state.ts";
import { inTurn } from "../in-turn.ts";
import { restartHost } from "../restart-host.ts";
import { restartNode } from "../restart-node.ts";
import { rows, script } from "../script.ts";
import type { Step } from "../step.ts";

/**
 * What the firmware of a Raspberry Pi gives the kernel, and a new start when that has changed, of one node of the cluster
 * after the other. A machine with another firmware is left alone: what the lab asks of the kernel is Debian's default there.
 */
export const boot: Step<HostAt> = {
  name: "boot",
  does: "sets what the kernel starts with",
  limitSeconds: 3 * 3600, // nodes wait for one another
  undo: "by hand: the files of before lie beside theirs, as cmdline.txt.before-lab and config.txt.before-lab",
  check: async on => {
    const { changed, lines } = await look(on);
    return [...[...changed.keys()].map(file => `${file} lacks what the lab needs`), ...lines];
  },
  do: async on => {
    const { changed, folder, runsK3s } = await look(on);
    if (changed.size > 0) {
      const input = [...changed].map(([file, text]) => `${file}\t${Buffer.from(text).toString("base64")}\n`).join("");
      await on.remote.run(script("place-boot-files", { state: STATE_FOLDER, folder }), { asRoot: true, input });
    }
    await (runsK3s ? inTurn(() => restartNode(on)) : restartHost(on));
  },
};

async function look({ host, remote }: HostAt) {
  if (host.kernelArguments.length === 0 && host.firmware.length === 0) {
    return { changed: new Map<string, string>(), lines: [], folder: "", runsK3s: false };
  }
  const output = await remote.run(script("observe-boot", { state: STATE_FOLDER }), { asRoot: true });
  const seen = new Map(rows(output).map(([what = "", is = ""]) => [what, is]));
  const folder = seen.get("folder");
  if (folder === undefined) refuseUnknownFirmware(host.name, seen.get("model") ?? "");
  const text = (file: string) => Buffer.from(seen.get(file) ?? "", "base64").toString();
  const wanted = new Map(
    folder === undefined
      ? []
      : [
          ["cmdline.txt", withArguments(text("cmdline.txt"), host.kernelArguments)],
          ["config.txt", withSettings(text("config.txt"), host.firmware)],
        ],
  );
  const changed = new Map([...wanted].filter(([file, content]) => content !== text(file)));
  const unknown = folder === undefined ? [] : lacking(seen.get("started with") ?? "", host.kernelArguments);
  const isOld = seen.get("changed in") !== "" && seen.get("changed in") === seen.get("start");
  return {
    changed,
    folder: folder ?? "",
    runsK3s: seen.get("k3s") === "runs",
    lines: [
      ...unknown.map(word => `the kernel was started without ${word}`),
      ...(isOld && unknown.length === 0 ? ["the firmware's files have changed since the last start"] : []),
    ],
  };
}

function refuseUnknownFirmware(host: string, model: string): void {
  if (!model.startsWith("Raspberry Pi")) return;
  throw new Error(
    `Cannot set what the kernel of ${host} starts with: this ${model} has neither /boot/firmware/cmdline.txt nor ` +
      "/boot/cmdline.txt, is its boot partition mounted?",
  );
}
