import { describe, expect, test } from "vitest";
import { consent } from "./consent.ts";
import type { StackChange } from "./stack-change.ts";
import { sampleWork } from "./testing/sample-work.ts";

const change = (verb: StackChange["verb"], type: string, instance: string): StackChange => ({
  verb,
  address: `${type}.own["${instance}"]`,
  type,
  instance,
  fields: [],
});
const created = change("create", "postgresql_database", "erp");
const destroyed = change("destroy", "vault_policy", "erp");
const lost = change("destroy", "postgresql_database", "erp");

/** Answers one after the other, and whoever asks for more than that asks for too much. */
async function decide(changes: readonly StackChange[], answers: readonly (string | undefined)[], yes = false) {
  const left = [...answers];
  const asked: string[] = [];
  const ask = async (question: string) => {
    asked.push(question);
    expect(left.length, question).toBeGreaterThan(0);
    return left.shift();
  };
  const refusal = await consent(sampleWork, changes, { ask, yes });
  expect(left).toEqual([]);
  return { status: refusal?.status ?? 0, message: refusal?.message, asked };
}

describe("consent()", () => {
  test("asks for a yes, in full", async () => {
    const { status, asked } = await decide([created], ["yes"]);
    expect(asked).toEqual(['Apply this to stack "vault" of home (1 create)? yes or no: ']);
    expect(status).toBe(0);
    for (const answer of ["no", "y", ""]) expect((await decide([created], [answer])).status).toBe(1);
  });

  test("asks nobody with --yes when nothing is destroyed", async () => {
    expect((await decide([created, change("update", "vault_policy", "erp")], [], true)).status).toBe(0);
  });

  test("wants a terminal or --yes", async () => {
    const { status, message } = await decide([created], [undefined]);
    expect(status).toBe(2);
    expect(message).toBe(
      'Cannot apply stack "vault" of home: this is no terminal to ask on, run it on one or with --yes',
    );
  });

  test("wants a yes on a terminal for what is destroyed, even with --yes", async () => {
    expect((await decide([destroyed], ["yes"], true)).status).toBe(0);
    const { status, message } = await decide([destroyed], [undefined], true);
    expect(status).toBe(3);
    expect(message).toContain("would destroy something without anybody's yes");
  });

  test.each([lost.address, "erp"])("lets go what no apply brings back when %s is typed", async typed => {
    const { status, asked } = await decide([lost], [typed, "yes"]);
    expect(asked[0]).toBe(`destroy ${lost.address}: its tables go with it\nType its address or instance to go on: `);
    expect(status).toBe(0);
  });

  test.each(["yes", "", "erp-sandbox", undefined])("refuses to lose data when %s is typed", async typed => {
    const { status, message } = await decide([lost, created], [typed], true);
    expect(status).toBe(3);
    expect(message).toContain(`\n  destroy ${lost.address}: its tables go with it\n`);
    expect(message).not.toContain("create");
  });

  test("takes no nothing for the name of what has no instance", async () => {
    const { instance: _, ...mount } = change("destroy", "vault_mount", "x");
    expect((await decide([mount], [undefined])).status).toBe(3);
  });

  test("wants the name of each, and lists all of them when one is refused", async () => {
    const other = change("replace", "gitea_repository", "webapp");
    const { status, message } = await decide([lost, other], ["erp", "erp"]);
    expect(status).toBe(3);
    expect(message).toContain('and "erp" names none of it');
    expect(message?.match(/^ {2}(destroy|replace)/gm)).toHaveLength(2);
  });
});
