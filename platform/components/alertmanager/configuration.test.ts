import { expect, test } from "vitest";
import type { Alerts } from "../../../clusters/lab.ts";
import type { Alert } from "../../alert.ts";
import { sampleCluster } from "../../testing/sample-instance.ts";
import { alertmanagerConfiguration } from "./configuration.ts";

const MAIL = { to: "me@example.org", from: "lab@example.org", smarthost: "smtp.example.org:587" };

const alert: Alert = { name: "NodeDown", expr: "x", forMinutes: 5, severity: "page", summary: "s", remedy: "r" };

function configuration(alerts: Alerts, known: readonly Alert[] = []) {
  return JSON.parse(alertmanagerConfiguration({ ...sampleCluster, alerts }, known));
}

test("a message to ntfy stays below its limit, and one to a webhook is whole", () => {
  const [toNtfy] = configuration({ receiver: "ntfy" }).receivers[0].webhook_configs;
  const [toHook] = configuration({ receiver: "webhook" }).receivers[0].webhook_configs;
  expect(toNtfy).toMatchObject({ url_file: "/etc/alertmanager-secrets/receiver/page", max_alerts: 5 });
  expect(toHook).not.toHaveProperty("max_alerts");
});

test("a mail goes to whom the facts name, through their server, as whoever sends it", () => {
  const { receivers } = configuration({ receiver: "mail", mail: MAIL });
  expect(receivers[1].email_configs).toEqual([
    expect.objectContaining({
      ...MAIL,
      auth_username: "lab@example.org",
      auth_password_file: "/etc/alertmanager-secrets/receiver/password",
    }),
  ]);
});

test.each<Alerts>([{ receiver: "ntfy" }, { receiver: "mail", mail: MAIL }])(
  "the heartbeat goes by another way than $receiver, and has no end",
  alerts => {
    const { route, receivers } = configuration(alerts);
    expect(route.routes[0]).toMatchObject({ matchers: ['severity="heartbeat"'], receiver: "watchdog" });
    expect(receivers.at(-1)).toEqual({
      name: "watchdog",
      webhook_configs: [{ url_file: "/etc/alertmanager-secrets/watchdog/address", send_resolved: false }],
    });
  },
);

test("what lasts is told again at the next look: each interval is longer than what it waits for", () => {
  const { route } = configuration({ receiver: "ntfy" });
  const [heartbeat, page] = route.routes;
  expect([heartbeat.group_interval, heartbeat.repeat_interval]).toEqual(["5m", "4m"]);
  expect([route.group_interval, route.repeat_interval]).toEqual(["1d", "23h"]);
  expect(page.group_wait).toBe("30s");
});

test("a node that is down silences what is on the same one, and neither itself nor what is on none", () => {
  const { inhibit_rules } = configuration({ receiver: "ntfy" }, [{ ...alert, explains: "same-node" }]);
  expect(inhibit_rules).toEqual([
    {
      source_matchers: ['alertname="NodeDown"'],
      target_matchers: ['alertname!="NodeDown"', 'node!=""'],
      equal: ["node"],
    },
  ]);
});

test("an alert silences those of the components that it explains", () => {
  const explains = { components: ["vault-secrets-operator", "erp"] };
  const { inhibit_rules } = configuration({ receiver: "ntfy" }, [alert, { ...alert, name: "VaultSealed", explains }]);
  expect(inhibit_rules).toEqual([
    { source_matchers: ['alertname="VaultSealed"'], target_matchers: ['component=~"vault-secrets-operator|erp"'] },
  ]);
});
