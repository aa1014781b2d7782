import { describe, expect, test } from "vitest";
import { hostsOf } from "../../platform/hosts/host-of.ts";
import { sampleCluster } from "../../platform/testing/sample-instance.ts";
import { kitPage, secretsOf } from "./kit-page.ts";

const hosts = hostsOf(sampleCluster);
const page = kitPage(sampleCluster, hosts);

describe("kitPage()", () => {
  test("names every host with its address", () => {
    for (const { name, address } of hosts) expect(page).toContain(`| ${name} | ${address} |`);
  });

  test("says where each backup lies: of hosts, PostgreSQL, Vault, volumes and states", () => {
    for (const name of hosts.map(host => `gs:home-hosts:/${host.name} |`)) expect(page).toContain(name);
    for (const place of [
      "`/postgres` in the bucket home-hosts",
      "`/vault` there",
      "bucket home-longhorn",
      "bucket home-tf",
    ]) {
      expect(page).toContain(place);
    }
  });

  test("says of every key that hosts keep where it is, and shows none", () => {
    for (const { name, home } of secretsOf(hosts)) expect(page).toContain(`${home}:/etc/lab/secrets/${name} |`);
    expect(page).not.toContain("## Secrets");
  });

  test("shows the secrets that were asked for, and warns of itself", () => {
    const secrets = {
      values: new Map([["backup/passphrase", "a word of the test\n"]]),
      kubeconfig: "apiVersion: v1\n",
    };
    const told = kitPage(sampleCluster, hosts, secrets);
    expect(told).toContain("backup/passphrase\n\n```\na word of the test\n```");
    expect(told).toContain("```yaml\napiVersion: v1\n```");
    expect(told).toContain("**Secrets stand here in the clear.**");
  });
});
