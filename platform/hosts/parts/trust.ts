import type { PartOf } from "../machine.ts";

/** Where the root certificate of the lab lies on every machine, once it is known. */
export const ROOT_CERTIFICATE = "/usr/local/share/ca-certificates/lab-root.crt";

/**
 * Every machine trusts the certificates of the lab. Until `lab up` has learned the root there is nothing to trust, and no
 * file.
 *
 * @see https://manpages.debian.org/bookworm/ca-certificates/update-ca-certificates.8.en.html
 */
export const trust: PartOf = ({ cluster: { stepCa } }) => {
  if (stepCa.rootCertificate === undefined) return {};
  return {
    files: [
      { path: ROOT_CERTIFICATE, content: stepCa.rootCertificate, restarts: [UNIT] },
      { path: `/etc/systemd/system/${UNIT}`, content: UPDATE, restarts: [UNIT] },
    ],
    units: [{ name: UNIT, stage: "base" }],
  };
};

const UNIT = "lab-trust.service";

/** Docker reads what is trusted once, when it starts. */
const UPDATE = `[Unit]
Description=The lab's root certificate is trusted
RequiresMountsFor=/etc/ssl /usr/local/share
Before=docker.service k3s.service k3s-agent.service

[Service]
Type=oneshot
RemainAfterExit=yes
ExecStart=/usr/sbin/update-ca-certificates

[Install]
WantedBy=multi-user.target
`;
