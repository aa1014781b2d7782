import { describe, expect, test } from "vitest";
import { commandsIn } from "./commands-in.ts";

const block = (line: string) => `\`\`\`sh\n${line}\n\`\`\``;
const parametersIn = (markdown: string) => commandsIn(markdown).map(({ parameters }) => parameters);

describe("commandsIn()", () => {
  test("finds commands in spans and in blocks, and knows which is to be typed", () => {
    expect(commandsIn(`See \`lab status\`.\n\n${block("npx lab up pi1")}\n`)).toEqual([
      { words: "lab status", parameters: ["status"], isToBeTyped: false },
      { words: "npx lab up pi1", parameters: ["up", "pi1"], isToBeTyped: true },
    ]);
  });

  test.each([
    ["npx lab check # exits with 1", [["check"]]],
    ["npx lab render && npx lab diff", [["render"], ["diff"]]],
    ["htpasswd -nB ann | lab secrets set traefik/users users", [["secrets", "set", "traefik/users", "users"]]],
    ["npx lab secrets set erp/smtp < smtp.env", [["secrets", "set", "erp/smtp"]]],
    ["npx lab kit <file>", [["kit", "<file>"]]],
    ["LAB_TOFU_PASSPHRASE=x npx lab tofu plan --all", [["tofu", "plan", "--all"]]],
    ["npm run lab -- check --json", [["check", "--json"]]],
    ["systemctl restart lab-gitea", []],
    ["cd lab", []],
  ])("reads %s as a shell does", (line, parameters) => {
    expect(parametersIn(block(line))).toEqual(parameters);
  });

  test("reads a span that goes on in the next line", () => {
    expect(parametersIn("Then `npx lab\nstatus`.")).toEqual([["status"]]);
  });

  test("finds blocks within lists", () => {
    expect(parametersIn("1. Run:\n\n   ```sh\n   npx lab status\n   ```\n")).toEqual([["status"]]);
  });
});
