import { expect, test } from "vitest";
import type { Cluster } from "../../../clusters/lab.ts";
import { memoryBytes } from "../../quantity.ts";
import { type AnyObject, objectsIn, only, sampleCluster } from "../../testing/sample-instance.ts";
import { crowdsec } from "./index.ts";

const cluster: Cluster = {
  ...sampleCluster,
  versions: { ...sampleCluster.versions, crowdsec: { version: "v1.7.8", source: "github.com/crowdsecurity/crowdsec" } },
};
const objects = objectsIn(chart => crowdsec.resources(chart, cluster, { instances: [], components: [] }));
const lapi = only(objects, "Deployment").spec.template.spec;
const agent = only(objects, "DaemonSet").spec.template.spec;

test("crowdsec makes the bouncer known by today's key at each start, and prints no key", () => {
  const [{ command, env }] = lapi.initContainers;
  const lines = command.at(-1).trim().split("\n");
  expect(lines[0]).toMatch(/bouncers delete traefik --ignore-missing$/);
  expect(lines[1]).toMatch(/bouncers add traefik --key "\$BOUNCER_KEY" > \/dev\/null$/);
  expect(env[0]).toEqual({
    name: "BOUNCER_KEY",
    valueFrom: { secretKeyRef: { name: "crowdsec-bouncer", key: "key" } },
  });
});

test("crowdsec gives its agents, which live with the host's files, no secret but the token by which they register", () => {
  const namespace = "tools-host";
  const secrets = objects.filter(
    ({ kind, metadata }) => kind === "VaultStaticSecret" && metadata.namespace === namespace,
  );
  expect(secrets.map(({ spec }) => (spec as AnyObject).path)).toEqual(["crowdsec/registration"]);
  const references = [...agent.initContainers, ...agent.containers].flatMap(({ env }: AnyObject) =>
    env.flatMap(({ valueFrom }: AnyObject) => valueFrom?.secretKeyRef?.name ?? []),
  );
  expect(new Set(references)).toEqual(new Set(["crowdsec-agent-registration"]));
});

test("crowdsec lets its agents read the host's logs, and change nothing of the host", () => {
  const hostFolders = agent.volumes.filter(({ hostPath }: AnyObject) => hostPath);
  expect(hostFolders).toEqual([{ name: "varlog", hostPath: { path: "/var/log" } }]);
  for (const { securityContext, volumeMounts } of [...agent.initContainers, ...agent.containers]) {
    expect(securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ["ALL"] },
    });
    expect(volumeMounts.filter(({ name, readOnly }: AnyObject) => name === "varlog" && !readOnly)).toEqual([]);
  }
});

test("crowdsec registers an agent by a name that none had before, for a node may start twice", () => {
  expect(agent.initContainers[0].command.at(-1)).toContain('--machine "$POD_NAME-$(date +%s)"');
});

test("crowdsec's local API is asked by Traefik and its own agents, and asks nobody", () => {
  const admitted = objects.filter(
    ({ kind, spec }) =>
      kind === "NetworkPolicy" &&
      (spec as AnyObject).podSelector.matchLabels["app.kubernetes.io/name"] === "crowdsec" &&
      (spec as AnyObject).ingress,
  );
  const from = admitted.flatMap(({ spec }) =>
    (spec as AnyObject).ingress.flatMap(({ from }: AnyObject) =>
      from.map(({ podSelector }: AnyObject) => podSelector.matchLabels["app.kubernetes.io/name"]),
    ),
  );
  expect(from.sort()).toEqual(["crowdsec-agent", "traefik"]);
  const { egress } = only(objects, "NetworkPolicy", "crowdsec").spec;
  expect(egress.flatMap(({ ports }: AnyObject) => ports.map(({ port }: AnyObject) => port))).toEqual([53, 53]);
});

/** https://github.com/crowdsecurity/helm-charts/issues/128: killed at 100 MiB once the bouncer asks, well at 250. */
test("crowdsec's local API has room for the bouncer, and for a person with cscli in the same container", () => {
  const [{ resources }] = lapi.containers;
  expect(memoryBytes(resources.limits.memory)).toBeGreaterThanOrEqual(250 * 2 ** 20);
});
