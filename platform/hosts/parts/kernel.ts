import type { Node } from "../../../clusters/lab.ts";
import { longhornPrerequisites } from "../../components/longhorn/node-prerequisites.ts";
import type { PartOf } from "../machine.ts";

/**
 * How the kernel is set. A Raspberry Pi starts without the memory cgroup, without which k3s does not run, and a Pi 5 with
 * pages of 16 KiB, on which programs that bring jemalloc end with "Unsupported system page size"; the kernel named here is
 * the one with 4 KiB. The files of its firmware are a Raspberry Pi's, so other machines get none of it.
 *
 * @see https://docs.k3s.io/installation/requirements#operating-systems
 * @see https://github.com/raspberrypi/bookworm-feedback/issues/107
 */
export const kernel: PartOf = ({ node }) => ({
  ...(isRaspberryPi(node) && {
    kernelArguments: longhornPrerequisites.kernelArguments.map(({ name }) => name),
    firmware: ["kernel=kernel8.img"],
  }),
  files: [{ path: "/etc/sysctl.d/90-lab.conf", content: sysctl(), restarts: ["systemd-sysctl.service"] }],
});

interface Setting {
  readonly value: number;
  readonly reason: string;
}

/** What the kubelet sets for itself at its start is not here, but for what must hold before that. */
const SETTINGS: Readonly<Record<string, Setting>> = {
  "fs.inotify.max_user_instances": { value: 1024, reason: "pods of one node share them, and 128 are soon gone" },
  "fs.inotify.max_user_watches": { value: 524_288, reason: "likewise: each log and each mounted Secret takes some" },
  "kernel.panic": { value: 10, reason: "after a panic a machine starts again, for nobody is there to press a button" },
  "kernel.panic_on_oops": { value: 1, reason: "a kernel that is half broken does more harm than one that is away" },
  "net.core.rmem_max": {
    value: 7_500_000,
    reason: "QUIC of cloudflared and Traefik asks for it: quic-go, UDP buffers",
  },
  "net.core.wmem_max": { value: 7_500_000, reason: "likewise" },
};

function sysctl(): string {
  return Object.entries(SETTINGS)
    .map(([name, { value, reason }]) => `# ${reason}\n${name} = ${value}\n`)
    .join("");
}

function isRaspberryPi({ model }: Node): boolean {
  return model.startsWith("Raspberry Pi");
}
