import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { arcodange } from "../../../clusters/arcodange/index.ts";
import { runner } from "./runner.ts";
import { runnerWalls } from "./runner-walls.ts";
import { registrationFile, runnerConfigurationFile, runnersOf, runnerUnit } from "./runners.ts";

const part = runner({ cluster: arcodange, name: "pi2", node: arcodange.nodes.pi2 });
const runners = runnersOf(arcodange);
const fileAt = (path: string) => part.files?.find(file => file.path === path)?.content ?? "";

describe("runner", () => {
  test("is on Gitea's node alone", () => {
    expect(runner({ cluster: arcodange, name: "pi1", node: arcodange.nodes.pi1 })).toEqual({});
  });

  test("this repository has a runner that takes no job of an app, and apps one that takes none of it", () => {
    expect(runners.map(({ scope }) => scope)).toEqual(["arcodange-org/lab", "arcodange-org"]);
    expect(new Set(runners.map(({ label }) => label)).size).toBe(runners.length);
  });

  test("accounts are in no group, so that Docker's socket is closed to them", () => {
    expect(part.users?.map(({ name }) => name)).toEqual(runners.map(({ account }) => account));
    for (const user of part.users ?? []) expect(user.groups).toBeUndefined();
  });

  test("accounts share no number of a user in their containers", () => {
    const [one, other] = runners.map(({ ids }) => ids);
    expect((one?.first ?? 0) + (one?.count ?? 0)).toBeLessThanOrEqual(other?.first ?? 0);
  });

  test.each(runners)("$account runs each job in a container that has no rights on the host", one => {
    const { runner, container } = parse(fileAt(runnerConfigurationFile(one)));
    expect(runner.file).toBe(registrationFile(one));
    for (const label of runner.labels) expect(label).toMatch(/^[a-z]+:docker:\/\//);
    expect(container.privileged).toBe(false);
    expect(container.docker_host).toBe("-");
    expect(container.valid_volumes).toEqual(["/etc/ssl/certs/ca-certificates.crt"]);
  });

  test.each(runners)("$account runs as itself, with a limit of memory, and not before it is registered", one => {
    const unit = fileAt(`/etc/systemd/system/${runnerUnit(one)}`);
    const engine = fileAt(`/etc/systemd/system/lab-${one.account}-engine.service`);
    for (const text of [unit, engine]) expect(text).toContain(`\nUser=${one.account}\n`);
    expect(engine).toMatch(/^MemoryMax=\d+G$/m);
    expect(engine).toContain("Requires=lab-runner-walls.service\n");
    expect(unit).toContain(`ConditionPathExists=${registrationFile(one)}\n`);
  });
});

test("runnerWalls() looks at accounts and at users of their containers, before Docker changes where a packet goes", () => {
  const walls = runnerWalls(arcodange, runners);
  expect(walls).toContain('meta skuid { "runner-lab", 524288-589823, "runner-apps", 589824-655359 } jump job');
  expect(walls).toContain("hook output priority mangle;");
});

test("runnerWalls() shuts out PostgreSQL, pods and Services, and leaves HTTPS in the LAN", () => {
  const rules = runnerWalls(arcodange, runners)
    .split("\n")
    .map(line => line.trim());
  const accepted = rules.filter(rule => rule.startsWith("ip daddr") && rule.endsWith(" accept"));
  expect(accepted).toEqual([
    "ip daddr 192.168.1.0/24 tcp dport { 53, 443 } accept",
    "ip daddr 192.168.1.0/24 udp dport 53 accept",
  ]);
  const [rejected = ""] = rules.filter(rule => rule.startsWith("ip daddr {"));
  for (const network of ["192.168.1.0/24", "10.42.0.0/16", "10.43.0.0/16", "127.0.0.0/8"]) {
    expect(rejected).toContain(network);
  }
  expect(rules.indexOf(rejected)).toBeGreaterThan(rules.indexOf(accepted.at(-1) as string));
});

test("runnerWalls() shuts out IPv6 as a whole, by which the API server and kubelets answer in the LAN too", () => {
  const rules = runnerWalls(arcodange, runners).split("\n");
  expect(rules.filter(rule => /ip6|ipv6/.test(rule)).map(rule => rule.trim())).toEqual(["meta nfproto ipv6 reject"]);
});
