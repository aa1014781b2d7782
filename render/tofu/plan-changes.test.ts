import { describe, expect, test } from "vitest";
import { type Plan, planChanges } from "./plan-changes.ts";

const DATABASE = {
  address: 'postgresql_database.own["erp"]',
  mode: "managed",
  type: "postgresql_database",
  index: "erp",
};

type Change = NonNullable<Plan["resource_changes"]>[number]["change"];

function changes(change: Change, others: object = {}) {
  return planChanges({ resource_changes: [{ ...DATABASE, ...others, change }] });
}

describe("planChanges()", () => {
  test.each([
    [["create"], "create"],
    [["update"], "update"],
    [["delete"], "destroy"],
    [["delete", "create"], "replace"],
    [["create", "delete"], "replace"],
    [["forget"], "orphan"],
  ])("calls %s %s", (actions, verb) => {
    expect(changes({ actions })).toEqual([
      { verb, address: DATABASE.address, type: "postgresql_database", instance: "erp", fields: [] },
    ]);
  });

  test.each([[["no-op"]], [["read"]]])("leaves out %s", actions => {
    expect(changes({ actions })).toEqual([]);
  });

  test("leaves out what is only read", () => {
    expect(changes({ actions: ["update"] }, { mode: "data" })).toEqual([]);
  });

  test("calls a new address a move, and says from where", () => {
    const moved = changes({ actions: ["no-op"] }, { previous_address: "postgresql_database.erp" });
    expect(moved).toMatchObject([{ verb: "move", from: "postgresql_database.erp", address: DATABASE.address }]);
  });

  test("calls what exists and was nobody's an import", () => {
    expect(changes({ actions: ["no-op"], importing: {} })).toMatchObject([{ verb: "import" }]);
  });

  test("shows what differs, and takes null for absent", () => {
    const before = { name: "erp", owner: "a", template: null, options: { limit: 1 } };
    const after = { name: "erp", owner: "b", template: "x", options: { limit: null } };
    expect(changes({ actions: ["update"], before, after })[0]?.fields).toEqual([
      { path: "options.limit", before: 1 },
      { path: "owner", before: "a", after: "b" },
      { path: "template", after: "x" },
    ]);
  });

  test("shows that a sensitive value differs, and nothing of it", () => {
    const change = {
      actions: ["update"],
      before: { password: "one", list: ["two", "same"], whole: { a: "three" }, same: "four" },
      after: { password: "uno", list: ["due", "same"], whole: { a: "tre", b: "x" }, same: "four" },
      before_sensitive: { password: true, list: [true, true], whole: true, same: true },
      after_sensitive: { password: true, list: [true, true], whole: true, same: true },
    };
    const hidden = { before: "(sensitive)", after: "(sensitive)" };
    expect(changes(change)[0]?.fields).toEqual([
      { path: "list[0]", ...hidden },
      { path: "password", ...hidden },
      { path: "whole", ...hidden },
    ]);
    expect(JSON.stringify(changes(change))).not.toMatch(/one|uno|two|due|three|tre|four/);
  });

  test("shows nothing of a value that is sensitive on one side only", () => {
    const [change] = changes({
      actions: ["update"],
      before: { a: "secret", b: "plain" },
      after: { a: "secret", b: "secret" },
      before_sensitive: { a: true },
      after_sensitive: { b: true },
    });
    expect(JSON.stringify(change)).not.toContain('"secret"');
  });

  test("shows nothing of a text that is sensitive elsewhere in the plan, old or new, whole or within another", () => {
    const token = {
      actions: ["update"],
      before: { token: "old-secret" },
      after: { token: 'new "secret"' },
      before_sensitive: { token: true },
    };
    const copies = {
      actions: ["update"],
      before: { output: { token: "old-secret" }, url: "https://old-secret@host", json: "x" },
      after: { output: { token: "x" }, url: "https://host", json: JSON.stringify({ a: 'new "secret"' }) },
    };
    const resource_changes = [token, copies].map(change => ({ ...DATABASE, change }));
    const text = JSON.stringify(planChanges({ resource_changes }));
    expect(text).not.toContain("secret");
    expect(text.match(/\(sensitive\)/g)).toHaveLength(5);
  });

  test("says of a value that it is known only after the apply", () => {
    const change = {
      actions: ["update"],
      before: { id: "1", keys: ["a"], nested: { x: "y" } },
      after: { keys: ["a"], nested: {} },
      after_unknown: { id: true, keys: [false, true], nested: { x: true } },
    };
    expect(changes(change)[0]?.fields).toEqual([
      { path: "id", before: "1", after: "(known after apply)" },
      { path: "keys[1]", after: "(known after apply)" },
      { path: "nested.x", before: "y", after: "(known after apply)" },
    ]);
  });

  test("says why something is replaced or destroyed", () => {
    const replaced = { actions: ["delete", "create"], replace_paths: [["name"], ["options", 0]] };
    const why = (change: Change, others: object) => changes(change, others)[0]?.why;
    expect(why(replaced, { action_reason: "replace_because_cannot_update" })).toBe(
      "it cannot be changed in place: name, options.0",
    );
    expect(why({ actions: ["delete"] }, { action_reason: "delete_because_each_key" })).toBe("its key is gone");
    expect(why({ actions: ["delete"] }, { deposed: "abc" })).toBe("what an earlier replacement left behind");
  });

  test("knows the instance by the key of a module, and a count by its number", () => {
    const { index: _, ...rest } = DATABASE;
    const of = (others: object) =>
      planChanges({ resource_changes: [{ ...rest, ...others, change: { actions: ["create"] } }] })[0]?.instance;
    expect(of({ address: 'module.app["erp-sandbox"].vault_policy.own' })).toBe("erp-sandbox");
    expect(of({ address: "vault_policy.own[0]", index: 0 })).toBe("0");
    expect(of({ address: "vault_policy.own" })).toBe(undefined);
  });

  test("shows outputs, and the gravest changes first", () => {
    const resource = (name: string, actions: string[]) => ({ ...DATABASE, address: name, change: { actions } });
    const plan: Plan = {
      resource_changes: [resource("a", ["create"]), resource("b", ["delete"]), resource("c", ["update"])],
      output_changes: {
        token: { actions: ["update"], before: "x", after: "y", before_sensitive: true, after_sensitive: true },
      },
    };
    expect(planChanges(plan).map(({ verb, address }) => `${verb} ${address}`)).toEqual([
      ...["destroy b", "update c", "update output.token", "create a"],
    ]);
    expect(JSON.stringify(planChanges(plan))).not.toMatch(/"[xy]"/);
  });

  test("is empty for a plan that changes nothing", () => {
    expect(planChanges({})).toEqual([]);
  });
});
