import { describe, expect, test } from "vitest";
import { arcodange } from "../../../clusters/arcodange/index.ts";
import type { Machine } from "../machine.ts";
import { pgHbaConf, postgresMemoryMebibytes, postgresqlConf } from "./postgres-settings.ts";

const machine: Machine = { cluster: arcodange, name: "pi2", node: arcodange.nodes.pi2 };
const rules = pgHbaConf(machine)
  .trimEnd()
  .split("\n")
  .map(line => line.split(" "));

describe("pgHbaConf()", () => {
  test("lets nobody in over the network without TLS and a password that is not sent", () => {
    for (const [type, , , , method] of rules) {
      if (type === "host") expect(method).toBe("reject");
      if (type === "hostssl") expect(method).toBe("scram-sha-256");
    }
  });

  test("lets nobody in from everywhere", () => {
    const addresses = rules.filter(([type]) => type !== "local").map(([, , , address]) => address);
    const { lan, pods } = arcodange.networks;
    const nodes = Object.values(arcodange.nodes).map(({ address }) => `${address}/32`);
    for (const address of addresses) expect(["127.0.0.1/32", lan, pods, ...nodes]).toContain(address);
  });

  test("turns the superuser away from where pods could be, before a line that would let him in", () => {
    const lineOf = (address: string, method: string) =>
      rules.findIndex(([, , user, place, how]) => user === "postgres" && place === address && how === method);
    const general = rules.findIndex(([type, , user]) => type === "hostssl" && user === "all");
    for (const address of [arcodange.networks.pods, "192.168.1.201/32", "192.168.1.203/32"]) {
      expect(lineOf(address, "reject")).toBeGreaterThanOrEqual(0);
      expect(lineOf(address, "reject")).toBeLessThan(general);
    }
    expect(lineOf("192.168.1.202/32", "scram-sha-256")).toBeLessThan(general);
  });

  test("gives no right to replicate, for `all` databases do not include it", () => {
    expect(rules.flat()).not.toContain("replication");
  });
});

describe("postgresqlConf()", () => {
  const setting = (name: string, of = machine) =>
    new RegExp(`^${name} = '?([^'\n]*)'?$`, "m").exec(postgresqlConf(of))?.[1];

  test("leaves on what keeps data through a power cut", () => {
    for (const name of ["fsync", "full_page_writes", "synchronous_commit"]) expect(setting(name)).toBeUndefined();
  });

  test("takes no more memory than the container has, with a sort in every connection", () => {
    const buffers = Number.parseInt(setting("shared_buffers") ?? "", 10);
    const sort = Number.parseInt(setting("work_mem") ?? "", 10);
    const connections = Number(setting("max_connections"));
    expect(buffers + sort * connections).toBeLessThan(postgresMemoryMebibytes(machine));
  });

  test("grows with the memory that the machine keeps for services", () => {
    const more = { ...machine, node: { ...machine.node, reservedMemoryMebibytes: 8192 } };
    expect(setting("shared_buffers", more)).toBe("1024MB");
  });

  test("listens at the port of the facts", () => {
    const other = { ...machine, cluster: { ...arcodange, postgres: { node: "pi2", port: 5433 } } };
    expect(setting("port", other)).toBe("5433");
  });
});
