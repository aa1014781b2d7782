/** Something that a node must have before Longhorn can run on it, with what goes wrong without it. */
export interface Prerequisite {
  readonly name: string;
  readonly reason: string;
}

/** A file of a node. */
export interface PrerequisiteFile {
  readonly path: string;
  readonly content: string;
  readonly reason: string;
}

/**
 * What every node needs for Longhorn, on Debian and what derives from it, such as Raspberry Pi OS and Ubuntu.
 *
 * @see https://longhorn.io/docs/1.12.1/deploy/install/#installation-requirements
 */
export const longhornPrerequisites = {
  packages: [
    { name: "open-iscsi", reason: "every volume is an iSCSI device of the node: without iscsiadm none is attached" },
    { name: "nfs-common", reason: "volumes for several writers, and backups to NFS, are mounted by the node" },
    { name: "cryptsetup", reason: "encrypted volumes are opened by the node" },
    { name: "dmsetup", reason: "cryptsetup maps devices with it" },
    { name: "util-linux", reason: "the managers ask blkid, findmnt and lsblk of the node about its disks" },
    { name: "curl", reason: "the managers' checks of a node run it" },
  ],
  services: [{ name: "iscsid", reason: "it keeps the connections to volumes; it must run before k3s, at every start" }],
  kernelModules: [
    { name: "iscsi_tcp", reason: "iscsid cannot connect without it, and does not always load it itself" },
    { name: "dm_crypt", reason: "encrypted volumes" },
    { name: "nfs", reason: "volumes for several writers need NFS 4.1 in the kernel" },
  ],
  /** Appended to the one line of `/boot/firmware/cmdline.txt` of a Raspberry Pi, which takes effect at its next start. */
  kernelArguments: [
    { name: "cgroup_memory=1", reason: "a Pi starts without the memory cgroup, and k3s does not run without it" },
    { name: "cgroup_enable=memory", reason: "the same, for newer kernels" },
  ],
  files: [
    {
      path: "/etc/multipath/conf.d/longhorn.conf",
      content: `blacklist {
    devnode "^sd[a-z0-9]+"
}
`,
      reason: "multipathd takes volumes for its own where it runs, and then nobody can mount them",
    },
  ],
  /** Mount point of the disk that is Longhorn's own; never the one of PostgreSQL, which would wait for rebuilds. */
  dataFolder: "/var/lib/longhorn",
  /** Only these keep the sparse files of copies as Longhorn needs them. */
  fileSystems: ["ext4", "xfs"],
  /** Older kernels lose the speed of trimming, and some hang on a frozen file system. */
  oldestKernel: "5.8",
} as const satisfies {
  readonly packages: readonly Prerequisite[];
  readonly services: readonly Prerequisite[];
  readonly kernelModules: readonly Prerequisite[];
  readonly kernelArguments: readonly Prerequisite[];
  readonly files: readonly PrerequisiteFile[];
  readonly dataFolder: string;
  readonly fileSystems: readonly string[];
  readonly oldestKernel: string;
};
