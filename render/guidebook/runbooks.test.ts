import { beforeAll, describe, expect, test } from "vitest";
import type { Lab } from "../checks/rule.ts";
import { placeOf, volumesOf } from "../inventory/storage/volumes.ts";
import { declaredLab } from "../testing/declared-lab.ts";
import { bookOf } from "./book.ts";
import { commandsIn } from "./rules/prose/commands-in.ts";

let lab: Lab;

beforeAll(async () => {
  lab = await declaredLab();
});

const textOf = (runbook: string) => bookOf(lab).pages.find(({ path }) => path === `runbooks/${runbook}`)?.text ?? "";
const typed = (runbook: string) =>
  commandsIn(textOf(runbook))
    .filter(({ isToBeTyped }) => isToBeTyped)
    .map(({ words }) => words);

describe("runbooks", () => {
  test.each([
    ...[
      "after-a-power-cut",
      "give-access",
      "move-gitea",
      "new-environment",
      "new-web-application",
      "remove-an-app",
      "replace-a-pi",
    ],
    ...["restore-a-database", "restore-a-volume", "rotate-a-secret", "upgrade"],
  ])("has %s, and its index leads there", runbook => {
    expect(textOf(runbook)).not.toBe("");
    expect(bookOf(lab).pages.find(({ path }) => path === "runbooks")?.text).toContain(`(runbooks/${runbook}.md)`);
  });

  test("says first what to type after a power cut", () => {
    expect(typed("after-a-power-cut")[0]).toBe(`npx lab recover --cluster ${lab.cluster.name}`);
  });

  test("adds an app by one command, and makes what it needs in the order of the stacks", () => {
    const commands = typed("new-web-application");
    expect(commands[0]).toBe("npx lab new app <app>");
    const stacks = commands.flatMap(words => /tofu apply (\w+)/.exec(words)?.[1] ?? []);
    expect(stacks).toEqual(["gitea", "postgres", "vault"]);
  });

  test("has the command for each volume that a backup brings back", () => {
    const backedUp = volumesOf(lab).filter(({ noBackup }) => noBackup === undefined);
    expect(backedUp.length).toBeGreaterThan(0);
    for (const volume of backedUp) {
      expect(textOf("restore-a-volume")).toContain(`npx lab restore volume ${placeOf(volume)} `);
    }
  });

  test("names the cluster wherever something is put back, on whichever page", () => {
    const commands = bookOf(lab).pages.flatMap(({ text }) => commandsIn(text));
    const restores = commands.filter(
      ({ parameters: [command, what], isToBeTyped }) => command === "restore" && (what !== undefined || isToBeTyped),
    );
    expect(restores.length).toBeGreaterThan(0);
    const cluster = `--cluster ${lab.cluster.name}`;
    expect(restores.flatMap(({ words }) => (words.includes(cluster) ? [] : words))).toEqual([]);
  });
});
