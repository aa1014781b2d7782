import { beforeAll, describe, expect, test } from "vitest";
import type { Lab } from "../../checks/rule.ts";
import { declaredLab } from "../../testing/declared-lab.ts";
import { factsOf } from "./facts.ts";

let lab: Lab;

beforeAll(async () => {
  lab = await declaredLab();
});

describe("factsOf()", () => {
  test("finds facts of the cluster, pinned versions and hosts of routes", () => {
    const { cluster } = lab;
    const facts = factsOf(lab);
    expect(facts.get("gitea.host")).toBe(cluster.gitea.host);
    expect(facts.get("postgres.port")).toBe(String(cluster.postgres.port));
    expect(facts.get("hosts.timeServers.0")).toBe(cluster.hosts.timeServers[0]);
    expect(facts.get("versions.vault")).toBe(cluster.versions.vault?.version);
    expect(facts.get("hosts.grafana")).toBe(`grafana.${cluster.domain}`);
  });

  test("finds what objects measure", () => {
    expect(factsOf(lab).get("claims.erp.documents.size")).toBe("5 GiB");
    expect(factsOf(lab).get("memory.redis.redis")).toMatch(/^\d+ MiB$/);
  });

  test.each(["", "nodes", "nodes.pi9.address", "constructor.name", "name.length"])("knows no fact %j", path => {
    expect(factsOf(lab).get(path)).toBeUndefined();
  });
});

test("every fact can be named in a page", () => {
  expect([...factsOf(lab).keys()].filter(path => !/^[\w.-]+$/.test(path))).toEqual([]);
});
