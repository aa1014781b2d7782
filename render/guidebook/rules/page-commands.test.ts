import { describe, expect, test } from "vitest";
import { defineComponent } from "../../../platform/component.ts";
import { random } from "../../../platform/secrets/origin.ts";
import { sampleCluster, sampleInstance } from "../../../platform/testing/sample-instance.ts";
import { graphOf } from "../../model/graph.ts";
import { declaredLab } from "../../testing/declared-lab.ts";
import { sampleObject, sampleUnit } from "../../testing/sample-unit.ts";
import { bookOf } from "../book.ts";
import { pageCommands } from "./page-commands.ts";
import { commandsIn } from "./prose/commands-in.ts";
import { type CommandFault, type ReadCommand, readCommand } from "./prose/read-command.ts";

const component = defineComponent({
  ...{ name: "redis", class: "tool", namespace: "tools" },
  secrets: () => ({ "redis/passwords": { default: random(24) } }),
  resources: () => {},
});
const claim = sampleObject("PersistentVolumeClaim", "tools/data", {
  spec: { resources: { requests: { storage: "5Gi" } } },
});
const units = [
  sampleUnit("redis", [claim], { component }),
  sampleUnit("shop-sandbox", [], { instance: sampleInstance() }),
];
const FILE = "platform/guidebook/storage.md";
const findings = (text: string) =>
  pageCommands.check({
    cluster: sampleCluster,
    units,
    graph: graphOf(units),
    prose: new Map([[FILE, `# Storage\n\n${text}\n`]]),
  });
const inBlock = (line: string) => findings(`\`\`\`sh\n${line}\n\`\`\``);

describe("page-commands", () => {
  test.each([
    ["`npx lab mend`", 'there is no command "lab mend"'],
    ["`lab tofu destroy vault`", 'there is no command "lab tofu destroy"'],
    ["`npx lab status --all`", 'lab status has no option "--all"'],
    ["`npx lab recover redis`", 'lab recover takes no "redis"'],
    ["`npx lab tofu apply vaults`", 'there is no stack "vaults"'],
    ["`npx lab secrets rotate redis/password`", 'there is no secret "redis/password"'],
    ["`npx lab upgrade reddis v2`", 'there is no component "reddis"'],
    ["`npx lab up --only k8s`", 'there is no step "k8s"'],
    ["`npx lab explain shopp`", 'there is no app or instance "shopp"'],
    ["`npx lab render shop`", 'there is no unit "shop"'],
    ["`npx lab restore disk`", 'there is no thing to restore "disk"'],
    ["`npx lab restore volume tools/datum`", 'there is no volume "tools/datum"'],
    ["`npx lab restore secrets --host {{gitea.host}}`", 'there is no node "git.home.lab"'],
  ])("refuses %s", (text, problem) => {
    expect(findings(text)).toMatchObject([{ file: FILE, problem, remedy: expect.stringMatching(/^(write|it takes)/) }]);
  });

  test("names the command, and the nearest that there is", () => {
    expect(findings("Run `npx lab tofu apply vaults` then.")).toMatchObject([
      { field: "`npx lab tofu apply vaults`", remedy: 'write one that there is, such as "vault",' },
    ]);
  });

  test("wants what a command needs where it is to be typed, and not where it is only named", () => {
    expect(inBlock("npx lab secrets rotate")).toMatchObject([
      { problem: "lab secrets rotate needs <path>", remedy: 'write "lab secrets rotate <path>"' },
    ]);
    expect(inBlock("npx lab tofu")).toMatchObject([{ problem: 'there is no command "lab tofu"' }]);
    expect(findings("`lab secrets rotate`, `lab tofu`, `lab`")).toEqual([]);
  });

  test.each([
    ...["npx lab status", "npx lab up {{gitea.node}} --dry-run", "npx lab tofu plan --all # exits with 0"],
    ...["npx lab secrets set redis/passwords default", "npx lab secrets set <app>/<secret> < smtp.env"],
    ...["LAB_GITEA_TOKEN=x npx lab secrets make", "npm run lab -- check", "npx lab restore volume tools/data --list"],
    ...[
      "npx lab restore postgres --time 2026-11-29T02:00:00Z",
      "npx lab explain shop && npx lab env-diff shop shop-sandbox",
    ],
    ...["npx lab up --only k3s --cluster=home", "npx lab review --help", "npx lab upgrade k3s v1.37.0"],
    ...["kubectl get pods", "systemctl restart lab-gitea", "cd lab && git push", "laboratory work"],
  ])("accepts %s", line => {
    expect(inBlock(line)).toEqual([]);
  });

  test("leaves words outside of code alone", () => {
    expect(findings("The lab mends itself, says lab mend.")).toEqual([]);
  });
});

test("commands that parts derive are real ones too", async () => {
  const texts = bookOf(await declaredLab()).pages.map(({ text }) => text);
  const commands = texts.flatMap(commandsIn);
  expect(commands.length).toBeGreaterThan(50);
  expect(
    commands.flatMap(({ parameters, isToBeTyped }) => readCommand(parameters, isToBeTyped)).filter(isFault),
  ).toEqual([]);
});

function isFault(read: ReadCommand | CommandFault): boolean {
  return "problem" in read;
}
