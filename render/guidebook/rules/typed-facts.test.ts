import { describe, expect, test } from "vitest";
import { defineComponent } from "../../../platform/component.ts";
import { sampleCluster, sampleInstance } from "../../../platform/testing/sample-instance.ts";
import { graphOf } from "../../model/graph.ts";
import { sampleObject, sampleUnit } from "../../testing/sample-unit.ts";
import { typedFacts } from "./typed-facts.ts";

const route = sampleObject("traefik.io/v1alpha1/IngressRoute", "tools/redis", {
  spec: { routes: [{ match: "Host(`redis.home.lab`)" }] },
});
const claim = sampleObject("PersistentVolumeClaim", "tools/data", {
  spec: { resources: { requests: { storage: "5Gi" } } },
});
const deployment = sampleObject("apps/v1/Deployment", "tools/redis", {
  spec: {
    template: {
      spec: {
        containers: [
          {
            name: "redis",
            image: "docker.io/library/redis:8.6.4-alpine",
            args: ["--keep=30d"],
            resources: { limits: { memory: "80Mi" } },
          },
        ],
      },
    },
  },
});
const component = defineComponent({ name: "redis", class: "tool", namespace: "tools", resources: () => {} });
const units = [
  sampleUnit("redis", [route, claim, deployment], { component }),
  sampleUnit("shop-sandbox", [], { instance: sampleInstance() }),
];
const cluster = {
  ...sampleCluster,
  versions: {
    ...sampleCluster.versions,
    k3s: { version: "v1.36.3+k3s1", source: "github.com/k3s-io/k3s" },
    postgres: { version: "17", source: "docker.io/library/postgres" },
    "step-ca": { version: "0.30.2", source: "github.com/smallstep/certificates" },
  },
};
const findingsIn = (file: string, text: string) =>
  typedFacts.check({ cluster, units, graph: graphOf(units), prose: new Map([[file, text]]) });
const inChapter = (text: string) => findingsIn("platform/guidebook/storage.md", `# Storage\n\n${text}\n`);
const onPage = (text: string) => findingsIn("platform/components/redis/page.md", `# Redis\n\n${text}\n`);
const inApp = (docstring: string, code = "") =>
  findingsIn("apps/shop.ts", `${code}\n/** ${docstring} */\nexport const shop = defineApp({ name: "shop" });\n`);

describe("typed-facts", () => {
  test.each([
    ["https://redis.home.lab", "redis.home.lab", "{{hosts.redis}}"],
    ["https://git.home.lab/x", "git.home.lab", "{{gitea.host}}"],
    ["https://no-such.home.lab", "home.lab", "{{domain}}"],
    ["`ssh 192.168.1.12`", "192.168.1.12", "{{nodes.pi2.address}}"],
    ["from 10.42.0.0/16", "10.42.0.0", "{{networks.pods}}"],
    ["`ssh pi2`", "pi2", "{{gitea.node}} or {{postgres.node}}"],
    ["`gs://home-longhorn/volumes`", "home-longhorn", "{{buckets.longhornBackups}}"],
    ["https://shop.example.org", "example.org", "{{zone.name}}"],
    ["home-org", "home-org", "{{gitea.organisation}}"],
  ])("refuses a name or an address: %s", (text, words, placeholder) => {
    expect(inChapter(text)).toMatchObject([
      {
        file: "platform/guidebook/storage.md",
        problem: `it holds "${words}", a fact that may change`,
        remedy: `name the fact instead, as ${placeholder},`,
      },
    ]);
  });

  test.each([
    ["k3s v1.36.3+k3s1", "v1.36.3+k3s1", "versions.k3s"],
    ["the file of 1.36.3", "1.36.3", "versions.k3s"],
    ["since K3s 1.36", "K3s 1.36", "versions.k3s"],
    ["Step-CA 0.30", "Step-CA 0.30", "versions.step-ca"],
    ["PostgreSQL 17 and later", "PostgreSQL 17", "versions.postgres"],
  ])("refuses a pinned version: %s", (text, words, fact) => {
    expect(inChapter(text)).toMatchObject([
      { problem: `it holds "${words}", a fact that may change`, remedy: `name the fact instead, as {{${fact}}},` },
    ]);
  });

  test.each(["docker.io/library/redis:8.6.4-alpine", "library/redis:7", "redis:8.6.4-alpine"])(
    "refuses an image that runs here: %s",
    image => {
      expect(inChapter(`\`${image}\``)).toMatchObject([{ problem: `it holds "${image}", a fact that may change` }]);
    },
  );

  test.each([
    ["a volume of 5 GiB", "5 GiB", "claims.redis.data.size"],
    ["at most 80Mi", "80Mi", "memory.redis.redis"],
    ["for thirty days", "thirty days", "arguments.redis.keep"],
    ["two copies", "two copies", "claims.redis.data.copies"],
  ])("refuses a quantity of what the page is about: %s", (text, words, fact) => {
    expect(onPage(text)).toMatchObject([
      { problem: `it holds "${words}", a fact that may change`, remedy: `name the fact instead, as {{${fact}}},` },
    ]);
  });

  test.each([
    ["Redis has 5 GiB.", "claims.redis.data.size"],
    ["Vault may be sealed for 7 days.", "vault.sealedToleranceDays"],
    ["{{gitea.node}} has 8 GiB.", "nodes.pi2.memoryMebibytes"],
    ["a sandbox may have 10 pods", "environments.sandbox.quota.pods"],
  ])("refuses a quantity of what the same line names: %s", (text, fact) => {
    expect(inChapter(text)).toMatchObject([{ remedy: `name the fact instead, as {{${fact}}},` }]);
  });

  test("refuses them in the description of an app, and lets its code be", () => {
    expect(inApp("Talks to redis.home.lab.")).toMatchObject([{ file: "apps/shop.ts" }]);
    expect(inApp("Talks to the cache.", "// redis.home.lab")).toEqual([]);
  });

  test("lets a decision keep versions and quantities of its time, and no names", () => {
    const decision = (text: string) => findingsIn("platform/decisions/0001-x.md", `# 1. X\n\n${text}\n`);
    expect(decision("As in k3s 1.36.3, for Redis' 5 GiB.")).toEqual([]);
    expect(decision("On pi2.")).toHaveLength(1);
  });

  test.each([
    ...["{{nodes.pi2.address}}", "pi2000", "a homely organisation", "127.0.0.1", "https://docs.example.net"],
    ...["k3s 1.35", "1.36.30", "Vault 1", "redis:6379", "docker.io/library/busybox:1.37"],
    ...["wait ten minutes", "5 GiB to spare", "a patience of 7 days", "{{claims.redis.data.size}}"],
  ])("sees no typed fact in: %s", text => {
    expect(inChapter(text)).toEqual([]);
  });

  test("takes no ordinary word for the name of a node that is called so", () => {
    const [first] = Object.values(cluster.nodes);
    const named = { ...cluster, nodes: { ...cluster.nodes, ...(first && { server: first }) } };
    const prose = new Map([["platform/guidebook/storage.md", "# Storage\n\nThe server keeps it.\n"]]);
    expect(typedFacts.check({ cluster: named, units, graph: graphOf(units), prose })).toEqual([]);
  });
});
