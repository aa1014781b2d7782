import { fileDiff } from "./file-diff.ts";
import type { HostAt } from "./host-at.ts";
import { hostSteps } from "./host-steps.ts";
import type { Item } from "./item.ts";
import { k3sSteps } from "./k3s-steps.ts";
import { rootCertificate } from "./lab/root-certificate.ts";
import type { LabAt } from "./lab-at.ts";
import { labSteps } from "./lab-steps.ts";
import type { Step } from "./step.ts";
import { files } from "./steps/files.ts";
import { programs } from "./steps/programs.ts";
import { reach } from "./steps/reach.ts";
import { services } from "./steps/services.ts";

const K3S = "k3s";

const hosts = [reach, ...hostSteps].map(onHosts);
const beforeServices = hosts.findIndex(({ step }) => step === services);
const cluster = k3sSteps.map(step => ({ ...onLab(step), also: K3S }));

/** Every step of `lab up`, in order. Some services do not start without the certificate of the lab's own authority. */
export const sequence: readonly Item[] = [
  ...hosts.slice(0, beforeServices),
  onLab(rootCertificate),
  ...hosts.slice(beforeServices),
  ...cluster,
  ...labSteps.map(onLab),
];

/** What of it makes nodes of the cluster, one of which may have come new to it. */
export const sequenceOfHosts: readonly Item[] = [...hosts, ...cluster];

function onHosts(step: Step<HostAt>): Item {
  return {
    on: "hosts",
    step,
    ...(step === files && { show: fileDiff }),
    ...(step === programs && { also: K3S }), // an upgrade begins with the program
  };
}

function onLab(step: Step<LabAt>): Item {
  return { on: "lab", step };
}
