import { describe, expect, test } from "vitest";
import { arcodange } from "../../../clusters/arcodange/index.ts";
import type { Cluster } from "../../../clusters/lab.ts";
import { accountsOf } from "../../tofu/gitea/accounts.ts";
import { loginSecrets } from "./account.ts";
import { caddyfile } from "./caddyfile.ts";
import { gitSyncArguments, gitSyncEnvironment } from "./git-sync.ts";
import { site } from "./index.ts";
import { siteFolder } from "./places.ts";
import { settings } from "./settings.ts";
import { sparseCheckout } from "./sparse-checkout.ts";

const cluster: Cluster = arcodange;
const trusting: Cluster = { ...cluster, stepCa: { ...cluster.stepCa, rootCertificate: "PEM" } };
const flags = new Map(gitSyncArguments(cluster).map(word => word.split(/=(.*)/s, 2) as [string, string | undefined]));

describe("what git-sync is told", () => {
  test("it comes as the account of the component, which may read this repository and nothing else", () => {
    const account = flags.get("--username") ?? "";
    const accounts = accountsOf(cluster, { instances: [], components: [site] });
    expect(accounts[account]).toEqual(expect.objectContaining({ repositories: { lab: "read" } }));
    expect(accounts[account]?.packages).toBeUndefined();
    expect(Object.values(loginSecrets)).toEqual([{ token: expect.objectContaining({ account }) }]);
    expect(accountsOf(cluster, { instances: [], components: [] })).not.toHaveProperty(account);
  });

  test("its token is in a file, and in no argument", () => {
    expect(flags.get("--password-file")).toBe("/etc/site-login/token");
    expect([...flags.keys()]).not.toContain("--password");
    expect(flags.get("--repo")).not.toContain("@");
  });

  test("it trusts the lab's own authority once that is known, and the site says what it waits for until then", () => {
    const [variable] = gitSyncEnvironment(trusting);
    expect(settings(trusting)).toHaveProperty(String(variable?.value.split("/").at(-1)), "PEM");
    expect(site.leftOut?.(trusting)).toEqual([]);

    const { rootCertificate: _, ...stepCa } = trusting.stepCa;
    const unknowing = { ...cluster, stepCa };
    expect(gitSyncEnvironment(unknowing)).toEqual([]);
    expect(Object.keys(settings(unknowing))).toEqual(["Caddyfile", "sparse-checkout"]);
    expect(site.leftOut?.(unknowing)).toEqual([expect.objectContaining({ field: "stepCa.rootCertificate" })]);
  });

  test("it lays out the folder that Caddy serves", () => {
    const link = flags.get("--link");
    expect(settings(cluster)["sparse-checkout"]).toBe(sparseCheckout(siteFolder("arcodange")));
    expect(settings(cluster).Caddyfile).toBe(caddyfile(`${link}/rendered/arcodange/guidebook/site`));
  });
});
