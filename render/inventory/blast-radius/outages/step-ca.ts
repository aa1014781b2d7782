import { CERTIFICATE_DAYS } from "../../../../platform/hosts/certificate-run.ts";
import { restoreCommand } from "../../storage/restore-command.ts";
import { serviceThing } from "../things.ts";
import type { Care } from "./care.ts";

export const stepCa: Care = {
  things: () => [serviceThing("Step-CA")],
  bearable: () =>
    `for ${CERTIFICATE_DAYS / 3} days: certificates run for ${CERTIFICATE_DAYS}, and are renewed when a third is left. A new ` +
    "name gets none until it is back.",
  alerts: ["InternalCertificateNearExpiry"],
  remedies: ({ cluster }) => [
    `On ${cluster.stepCa.node}: \`systemctl status lab-step-ca\`, \`journalctl --unit lab-step-ca\`.`,
    `Its data are lost: \`${restoreCommand(cluster, "step-ca")}\`. Without a backup everybody has to trust another authority.`,
  ],
  runbooks: [],
};
