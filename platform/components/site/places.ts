import { renderedPath } from "../../naming.ts";

/** Where the two processes see what they share and what they read. */
export const FOLDERS = {
  pages: "/pages",
  settings: "/etc/site",
  login: "/etc/site-login",
} as const;

/** Files in the folder of the settings. */
export const FILES = {
  caddyfile: "Caddyfile",
  sparseCheckout: "sparse-checkout",
  rootCertificate: "root.crt",
} as const;

/** What git-sync leads anew to each commit: a link to a folder with that state of the repository. */
export const CURRENT = `${FOLDERS.pages}/current`;

/** Ports of Caddy and of git-sync. */
export const PORTS = { http: 8080, metrics: 9090 } as const;

/** Folder of the site in this repository, which is whole without the rest: `rendered/arcodange/guidebook/site`. */
export function siteFolder(cluster: string): string {
  return `${renderedPath(cluster, "guidebook")}/site`;
}
