import type { Cluster } from "../../../clusters/lab.ts";
import { caddyfile } from "./caddyfile.ts";
import { CURRENT, FILES, siteFolder } from "./places.ts";
import { sparseCheckout } from "./sparse-checkout.ts";

/** Files of the ConfigMap: what each process reads, and the root certificate once it is known. No page is among them. */
export function settings({ name, stepCa: { rootCertificate } }: Cluster): Record<string, string> {
  const folder = siteFolder(name);
  return {
    [FILES.caddyfile]: caddyfile(`${CURRENT}/${folder}`),
    [FILES.sparseCheckout]: sparseCheckout(folder),
    ...(rootCertificate !== undefined && { [FILES.rootCertificate]: rootCertificate }),
  };
}
