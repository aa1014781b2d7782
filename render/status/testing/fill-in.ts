import { readFileSync } from "node:fs";
import type { Host } from "../../../platform/hosts/host.ts";
import type { TestHost } from "../../bed/hosts/test-host.ts";
import type { TestHosts } from "../../bed/hosts/test-hosts.ts";

const NAMES = readFileSync(new URL("names.py", import.meta.url), "utf8");

/** A container may set no clock, and nobody has given the runners a registration. */
const NEVER_STARTED = /^(systemd-timesyncd|systemd-time-wait-sync|lab-runner-[a-z]+)\.service$/;

/**
 * What hosts look at that stand-ins do not do: names that Pi-hole answers, servers with a certificate, units that a
 * container does not start, measurements of backups that were made.
 */
export async function fillIn(machines: TestHosts, hosts: readonly Host[]): Promise<void> {
  for (const { name, units } of hosts) {
    const host = machines.host(name);
    for (const unit of units.filter(unit => NEVER_STARTED.test(unit.name))) await host.inside(idle(unit.name));
    for (const what of name === "pi2" ? ["host", "postgres"] : ["host"]) {
      for (const metric of ["lab_backup", "lab_restore_test"]) {
        await host.inside(`/usr/local/lib/lab/write-metric ${metric}_last_success_timestamp_seconds ${what}`);
      }
    }
    await host.inside("systemctl mask run-rpc_pipefs.mount; systemctl reset-failed"); // of NFS, which the kernel keeps from it
  }
  const [pi1, pi2] = [machines.host("pi1"), machines.host("pi2")];
  await answerNames(pi1, pi1.address);
  await serve(pi1, 9000, "ca.arcodange.lab");
  await serve(pi1, 443, "vault.arcodange.lab");
  await serve(pi2, 443, "gitea.arcodange.lab");
}

/** In place of Pi-hole: answers with one address, whatever is asked for. */
export async function answerNames(host: TestHost, address: string): Promise<void> {
  await host.inside(`systemctl stop test-names.service 2>/dev/null || true
cat >/usr/lib/test/names.py <<'END'
${NAMES}END
systemd-run --quiet --unit=test-names python3 /usr/lib/test/names.py ${address}`);
}

/** @param days for which the certificate is valid from now on; below zero: it has expired */
export async function serve(host: TestHost, port: number, name: string, days = 30): Promise<void> {
  const folder = `/var/lib/test-${port}`;
  const time = (offset: number) => `$(date -u -d '${offset} days' +%Y%m%d%H%M%SZ)`;
  const certificate = `openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj /CN=test -addext subjectAltName=DNS:${name} -keyout key.pem -out certificate.pem -not_before ${time(days - 60)} -not_after ${time(days)}`;
  const server = `openssl s_server -accept ${port} -cert certificate.pem -key key.pem -WWW -quiet`;
  await host.inside(`systemctl stop test-${port}.service 2>/dev/null || true
mkdir -p ${folder}/api && cd ${folder} && : >api/healthz
${certificate} 2>/dev/null
systemd-run --quiet --unit=test-${port} --working-directory=${folder} ${server}`);
}

/** @see https://www.freedesktop.org/software/systemd/man/latest/systemd.unit.html of `system.control`: it goes before all */
function idle(unit: string): string {
  const file = `/etc/systemd/system.control/${unit}`;
  return `mkdir -p /etc/systemd/system.control
printf '[Service]\\nExecStart=sleep infinity\\n' >${file}
systemctl daemon-reload && systemctl start ${unit}`;
}
