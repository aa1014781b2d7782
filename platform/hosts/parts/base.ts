import type { PartOf } from "../machine.ts";

/**
 * What every machine has before anything of the lab runs on it.
 *
 * OpenSSH takes the first value that it reads, so that the file stands before those of cloud-init and Raspberry Pi OS,
 * which may allow passwords. It locks nobody out: `lab up` comes in by key as the same account that stays allowed, and
 * writes it over such a connection.
 *
 * What Debian marks as security is installed each day, and a kernel among it waits for the next restart: a machine that
 * restarts by itself takes the volumes of others down with it, and three may do it in the same night.
 *
 * Logs lie on the disk, for after a power cut those of the time before are the ones to read; Raspberry Pi OS keeps them in
 * memory. They are written every five minutes and take 500 MB, which a card bears.
 *
 * The kubelet counts memory, and Raspberry Pi OS brings a swap file or compressed memory, which would make a full node
 * slow instead of moving its pods.
 *
 * @see https://manpages.debian.org/bookworm/openssh-server/sshd_config.5.en.html
 * @see https://wiki.debian.org/UnattendedUpgrades
 * @see https://www.freedesktop.org/software/systemd/man/latest/journald.conf.html
 * @see https://github.com/raspberrypi/rpi-swap
 */
export const base: PartOf = () => ({
  packages: [
    ...["ca-certificates", "curl", "dbus", "e2fsprogs", "libpam-systemd", "openssh-server", "openssl", "sudo"],
    ...["python3-gi", "unattended-upgrades", "util-linux"],
  ],
  files: [
    {
      path: "/etc/ssh/sshd_config.d/00-lab.conf",
      content: "PasswordAuthentication no\nKbdInteractiveAuthentication no\nPermitRootLogin no\n",
      restarts: ["ssh.service"],
    },
    { path: "/etc/apt/apt.conf.d/90lab", content: UPGRADES },
    {
      path: "/etc/systemd/journald.conf.d/lab.conf",
      content: "[Journal]\nStorage=persistent\nSystemMaxUse=500M\nSyncIntervalSec=5m\n",
      restarts: ["systemd-journald.service"],
    },
    { path: "/etc/systemd/system/lab-swap-off.service", content: SWAP_OFF, restarts: ["lab-swap-off.service"] },
  ],
  units: [
    { name: "ssh.service", stage: "base" },
    { name: "lab-swap-off.service", stage: "base" },
  ],
});

const UPGRADES = `APT::Periodic::Update-Package-Lists "1";
APT::Periodic::Unattended-Upgrade "1";
Unattended-Upgrade::Automatic-Reboot "false";
`;

/** A container shares the swap of the machine below it, which is not its to turn off. */
const SWAP_OFF = `[Unit]
Description=No swap: the kubelet counts memory
After=swap.target dphys-swapfile.service
Before=k3s.service k3s-agent.service

[Service]
Type=oneshot
RemainAfterExit=yes
ExecStart=/bin/sh -c 'systemd-detect-virt --quiet --container || exec /sbin/swapoff --all'

[Install]
WantedBy=multi-user.target
`;
