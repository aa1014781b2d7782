import { type Fault, quote } from "./fault.ts";
import type { Alerts, Cluster } from "./lab.ts";
import { email, isDomain } from "./names.ts";

/** How alerts reach a person: by mail with an address and a server, by anything else without. */
export function checkAlerts({ domain, alerts: { receiver, mail } }: Cluster): Fault[] {
  if (receiver === "mail") return mail === undefined ? [noMail(domain)] : mailFaults(mail, domain);
  if (mail === undefined) return [];
  const problem = `it has no effect while the receiver is ${quote(receiver)}`;
  return [{ field: "alerts.mail", problem, remedy: 'remove it, or write "mail" in alerts.receiver' }];
}

function noMail(domain: string): Fault {
  const remedy = `add "to", "from" and "smarthost", such as ${quote(`smtp.${domain}:587`)}, or another receiver`;
  return { field: "alerts.mail", problem: 'it is missing, and the receiver is "mail"', remedy };
}

function mailFaults({ to, from, smarthost }: NonNullable<Alerts["mail"]>, domain: string): Fault[] {
  return [
    ...email("alerts.mail.to", to, `admin@${domain}`),
    ...email("alerts.mail.from", from, `alerts@${domain}`),
    ...server("alerts.mail.smarthost", smarthost),
  ];
}

/** Where programs hand in mail (RFC 8314, section 3.3): the only ports, but for the web's, that Alertmanager may reach. */
function server(field: string, value: string): Fault[] {
  const [, host = ""] = /^(.*):(465|587)$/.exec(value) ?? [];
  if (isDomain(host)) return [];
  const problem = `${quote(value)} is not a host with the port 465 or 587`;
  return [{ field, problem, remedy: 'write one such as "smtp.example.org:587"' }];
}
