import type { Cluster, Mail, Zone } from "../../../../clusters/lab.ts";
import type { Place } from "./place.ts";

const NAMES: Readonly<Record<Mail["provider"] | Zone["dns"] | Zone["registrar"], string>> = {
  cloudflare: "Cloudflare",
  ovh: "OVH",
  zoho: "Zoho",
};

/** What the lab uses on the Internet; most of it only with a public zone. */
export function outsidePlaces({ zone, buckets }: Cluster): Place[] {
  const outside = { sort: "outside", within: "cloud" } as const;
  const details = [...new Set([buckets.state, buckets.longhornBackups, buckets.hostBackups])];
  const bucket: Place = { id: "bucket", name: "Google Cloud Storage", details, sort: "data", within: "cloud" };
  if (zone === undefined) return [bucket];
  return [
    bucket,
    { id: "cloudflare", name: NAMES[zone.dns], details: ["zone, tunnel"], ...outside },
    { id: "registrar", name: NAMES[zone.registrar], details: ["registrar"], ...outside },
    { id: "acme", name: "Let's Encrypt", details: [zone.acmeDomain], ...outside },
    ...(zone.mail === undefined
      ? []
      : [{ id: "mail", name: NAMES[zone.mail.provider], details: ["mail"], ...outside }]),
  ];
}
