import { beforeAll, describe, expect, test } from "vitest";
import { labServer } from "../../../platform/components/foundation/cluster-dns.ts";
import { hostOf } from "../../../platform/hosts/host-of.ts";
import { traefikAddresses } from "../../../platform/hosts/load-balanced-nodes.ts";
import { hostsFile } from "../../../platform/hosts/parts/network.ts";
import type { Lab } from "../../checks/rule.ts";
import { declaredLab } from "../../testing/declared-lab.ts";
import { staticNames } from "./static-names.ts";

let lab: Lab;
let rows: readonly (readonly string[])[];

beforeAll(async () => {
  lab = await declaredLab();
  const lines = staticNames.tell(lab, "").split("\n").slice(2);
  rows = lines
    .map(line => line.split("|").map(cell => cell.replaceAll("`", "").trim()))
    .map(cells => cells.slice(1, -1));
});

describe("static-names says what is really written for", () => {
  test("nodes, in their hosts file", () => {
    const { cluster } = lab;
    const [[name = "", node] = []] = Object.entries(cluster.nodes);
    if (node === undefined) throw new Error("The lab has no node");
    const file = hostsFile({ cluster, name, node });
    for (const [host, address] of rows) {
      if (/^\d/.test(address ?? "") && host !== `${name}.${cluster.domain}`)
        expect(file).toContain(`${address} ${host}`);
    }
  });

  test("pods, in the settings of CoreDNS", () => {
    const server = labServer(lab.cluster);
    const fixed = rows.filter(([, , address]) => /^\d/.test(address ?? ""));
    expect(fixed.length).toBeGreaterThan(2);
    for (const [host, , address] of fixed) expect(server).toContain(`${address} ${host}`);
  });

  test("people, in the settings of Pi-hole", () => {
    const { cluster } = lab;
    const files = hostOf(cluster, cluster.pihole.node).files.map(({ content }) => content);
    const settings = files.find(content => content.includes("FTLCONF_dns_hosts")) ?? "";
    const doors = traefikAddresses(cluster).join(", ");
    for (const address of traefikAddresses(cluster))
      expect(settings).toContain(`address=/${cluster.domain}/${address}`);
    for (const [host, , , address] of rows) {
      if (/^\d/.test(address ?? "") && address !== doors) expect(settings).toContain(`${address} ${host}`);
    }
    expect(rows.find(([host]) => host === cluster.vault.host)?.[3]).toBe(doors);
  });
});
