import { quote } from "../../remote/quote.ts";
import { onEachHost } from "../on-each-host.ts";
import type { Probe } from "../probe.ts";

/**
 * Gitea, its database and its cache are well by its own word. Asked on its host, so that neither names nor certificates
 * stand in between: they have probes of their own.
 *
 * @see https://docs.gitea.com/administration/config-cheat-sheet of `/api/healthz`: 200 when all checks pass
 */
export const gitea: Probe = {
  name: "Gitea",
  limitSeconds: 20,
  look: lab =>
    onEachHost(lab, async ({ host, remote }) => {
      const { node, host: name } = lab.cluster.gitea;
      if (host.name !== node) return [];
      const url = quote(`https://${name}/api/healthz`);
      const at = quote(`${name}:443:127.0.0.1`);
      const printed = await remote.run(
        `curl --silent --show-error --insecure --max-time 10 --resolve ${at} --output /dev/null --write-out '%{http_code}' ${url} 2>&1 || true`,
        { timeoutSeconds: 15 },
      );
      if (printed.trim() === "200") return [];
      const problem = `it answers ${printed.trim().split("\n").at(-1)}`;
      const helps = `journalctl --unit lab-gitea.service --lines 50 on ${host.name}, then: npx lab recover`;
      return [{ level: "down", subject: `Gitea on ${host.name}`, problem, helps }];
    }),
};
