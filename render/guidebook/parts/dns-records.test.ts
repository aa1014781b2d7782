import { expect, test } from "vitest";
import { cloudflareStack } from "../../../platform/tofu/cloudflare/stack.ts";
import { declaredLab } from "../../testing/declared-lab.ts";
import { stackLab } from "../../tofu/stack-files.ts";
import { dnsRecords } from "./dns-records.ts";
import { mailRecords } from "./mail-records.ts";

test("every record that OpenTofu is told stands in the tables of records, once", async () => {
  const lab = await declaredLab();
  const { records } = cloudflareStack.variables(stackLab(lab)) as {
    records: Record<string, { type: string; name: string; content?: string; priority?: number }>;
  };
  const rows = `${dnsRecords.tell(lab, "")}\n${mailRecords.tell(lab, "")}`.split("\n");
  expect(Object.keys(records).length).toBeGreaterThan(5);
  for (const { type, name, content, priority } of Object.values(records)) {
    const plain = content?.replace(/^"(.*)"$/, "$1");
    const says =
      content === undefined ? "the tunnel" : `\`${priority === undefined ? plain : `${priority} ${plain}`}\``;
    const found = rows.filter(
      row => row.startsWith(`| ${type} | `) && row.includes(`\`${name}\``) && row.includes(says),
    );
    expect([name, found.length]).toEqual([name, 1]);
  }
});
