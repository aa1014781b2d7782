import { beforeAll, describe, expect, test } from "vitest";
import { dnsRecords } from "../../../platform/tofu/cloudflare/dns-records.ts";
import type { Lab } from "../../checks/rule.ts";
import { declaredLab } from "../../testing/declared-lab.ts";
import { stackLab } from "../../tofu/stack-files.ts";
import { recordsOf } from "./records.ts";

let lab: Lab;

beforeAll(async () => {
  lab = await declaredLab();
});

/** The lab with every fact about mail. */
function withMail(): Lab {
  const { zone } = lab.cluster;
  if (zone?.mail === undefined) throw new Error("The lab has no mail");
  const dkim = { selector: "zmail", value: `v=DKIM1; k=rsa; p=${"x".repeat(392)}` };
  const mail = { ...zone.mail, dkim, verification: "zoho-verification=zb1" };
  return { ...lab, cluster: { ...lab.cluster, zone: { ...zone, mail } } };
}

describe("recordsOf()", () => {
  test("tells every record of the zone, and what each is for", () => {
    const whole = withMail();
    const told = recordsOf(whole);
    expect(told.map(({ key }) => key)).toEqual(
      dnsRecords(whole.cluster, stackLab(whole).declared).map(({ key }) => key),
    );
    expect(told.filter(({ purpose }) => purpose === "")).toEqual([]);
  });

  test("joins the strings of a long key, as a receiver does", () => {
    const dkim = recordsOf(withMail()).find(({ name }) => name.startsWith("zmail._domainkey."));
    expect(dkim?.value).toBe(`v=DKIM1; k=rsa; p=${"x".repeat(392)}`);
  });

  test("tells mail from names", () => {
    const types = Object.fromEntries(recordsOf(withMail()).map(({ key, isMail }) => [key, isMail]));
    const zone = lab.cluster.zone?.name;
    expect(types).toMatchObject({
      [`CNAME ${zone}`]: false,
      [`CNAME _acme-challenge.${zone}`]: false,
      [`TXT ${zone} spf`]: true,
      [`TXT _dmarc.${zone}`]: true,
    });
  });

  test("tells none without a zone", () => {
    const { zone: _, ...cluster } = lab.cluster;
    expect(recordsOf({ ...lab, cluster })).toEqual([]);
  });
});
