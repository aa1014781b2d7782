import { attempt } from "../attempt.ts";
import type { Finding, Next } from "../finding.ts";
import type { Link } from "../link.ts";
import type { Recollection } from "../memory.ts";
import type { CertificateState, HostSight } from "../snapshot.ts";

/** A lab that was off for long finds some that have expired. */
export const certificates: Link = {
  name: "certificates",
  promise: "Certificates on the hosts are valid.",
  waitsFor: "the start of the services that renew them",
  judge: ({ hosts, at }, memory) =>
    hosts.flatMap(({ name, seen }) =>
      (seen?.certificates ?? [])
        .filter(({ expires }) => seen?.isClockRight && expires <= at)
        .map(certificate => judgeCertificate(name, seen as HostSight, certificate, memory)),
    ),
};

function judgeCertificate(host: string, seen: HostSight, certificate: CertificateState, memory: Recollection): Finding {
  const { file, expires } = certificate;
  return {
    subject: `certificate ${file} of ${host}`,
    problem: `it has expired on ${new Date(expires).toISOString().slice(0, 10)}`,
    next: renewal(host, seen, certificate, memory),
  };
}

function renewal(host: string, seen: HostSight, { file, renewedBy }: CertificateState, memory: Recollection): Next {
  const says = `${file} of ${host} has expired, and nothing here renews it`;
  const otherwise: Next = { ask: { id: "certificate-expired", about: file, says } };
  if (renewedBy === undefined) return otherwise;
  if (seen.stoppedUnits.includes(renewedBy)) return { wait: `for ${renewedBy}, whose start renews it` };
  return attempt(
    { kind: "restart-unit", host, unit: renewedBy },
    `${renewedBy} renews it when it starts`,
    memory,
    otherwise,
  );
}
