import { beforeAll, describe, expect, test } from "vitest";
import type { Lab } from "../checks/rule.ts";
import { declaredLab } from "../testing/declared-lab.ts";
import { allFacts, factsOf } from "./facts.ts";

let lab: Lab;

beforeAll(async () => {
  lab = await declaredLab();
});

describe("factsOf()", () => {
  test("finds facts of the cluster, pinned versions and hosts of routes", () => {
    const { cluster } = lab;
    const factOf = factsOf(lab);
    expect(factOf("gitea.host")).toBe(cluster.gitea.host);
    expect(factOf("postgres.port")).toBe(String(cluster.postgres.port));
    expect(factOf("hosts.timeServers.0")).toBe(cluster.hosts.timeServers[0]);
    expect(factOf("versions.vault")).toBe(cluster.versions.vault?.version);
    expect(factOf("hosts.grafana")).toBe(`grafana.${cluster.domain}`);
  });

  test("finds what objects measure", () => {
    expect(factsOf(lab)("claims.erp.documents.size")).toBe("5 GiB");
    expect(factsOf(lab)("memory.redis.redis")).toMatch(/^\d+ MiB$/);
  });

  test.each(["", "nodes", "nodes.pi9.address", "constructor.name", "name.length"])("knows no fact %j", path => {
    expect(factsOf(lab)(path)).toBeUndefined();
  });
});

test("every fact can be named in a page", () => {
  expect([...allFacts(lab).keys()].filter(path => !/^[\w.-]+$/.test(path))).toEqual([]);
});
