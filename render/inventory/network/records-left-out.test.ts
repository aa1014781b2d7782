import { beforeAll, describe, expect, test } from "vitest";
import type { Cluster } from "../../../clusters/lab.ts";
import type { Lab } from "../../checks/rule.ts";
import { declaredLab } from "../../testing/declared-lab.ts";
import { unknownFactsOf } from "./records-left-out.ts";

let lab: Lab;

beforeAll(async () => {
  lab = await declaredLab();
});

function unknownOn(changes: Partial<Cluster>): string[] {
  return unknownFactsOf({ ...lab, cluster: { ...lab.cluster, ...changes } }).map(({ field }) => field);
}

describe("unknownFactsOf()", () => {
  test("is what the declaration does without, each fact once", () => {
    const { zone, stepCa } = lab.cluster;
    const { tunnelId: _, nameServers: __, turnstileSiteKey: ___, ...unapplied } = zone as NonNullable<Cluster["zone"]>;
    const { rootCertificate: ____, ...without } = stepCa;
    const fields = unknownOn({ zone: unapplied, stepCa: without });
    expect(fields).toEqual(
      expect.arrayContaining([
        ...["zone.nameServers", "zone.tunnelId", "zone.turnstileSiteKey", "zone.mail.dkim.value"],
        "stepCa.rootCertificate",
      ]),
    );
    expect(new Set(fields).size).toBe(fields.length);
  });

  test("is nothing where all is known", () => {
    const { zone, stepCa } = lab.cluster;
    if (zone?.mail === undefined) throw new Error("The lab has no mail");
    const mail = { ...zone.mail, verification: "zoho-verification=zb1", dkim: { selector: "zmail", value: "p=MIGf" } };
    const known = {
      ...zone,
      tunnelId: "id",
      turnstileSiteKey: "key",
      nameServers: ["a.example.net", "b.example.net"],
      mail,
    };
    expect(unknownOn({ zone: known, stepCa: { ...stepCa, rootCertificate: "PEM" } })).toEqual([]);
  });

  test("speaks of no zone where there is none", () => {
    const { zone: _, ...cluster } = lab.cluster;
    const facts = unknownFactsOf({ ...lab, cluster, units: lab.units.filter(({ name }) => name !== "cloudflared") });
    expect(facts.filter(({ field }) => field.startsWith("zone."))).toEqual([]);
  });
});
