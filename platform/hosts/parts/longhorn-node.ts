import { longhornPrerequisites } from "../../components/longhorn/node-prerequisites.ts";
import type { PartOf } from "../machine.ts";

/** What Longhorn asks of a node; the reasons are with its component. */
export const longhornNode: PartOf = () => {
  const { packages, services, kernelModules, files } = longhornPrerequisites;
  return {
    packages: packages.map(({ name }) => name),
    files: [
      {
        path: "/etc/modules-load.d/lab-longhorn.conf",
        content: kernelModules.map(({ name }) => `${name}\n`).join(""),
        restarts: ["systemd-modules-load.service"],
      },
      ...files.map(({ path, content }) => ({ path, content, restarts: ["multipathd.service"] })),
    ],
    units: services.map(({ name }) => ({ name: `${name}.service`, stage: "base" })),
  };
};
