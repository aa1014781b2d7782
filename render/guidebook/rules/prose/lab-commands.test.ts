import { readdirSync } from "node:fs";
import type { Command } from "commander";
import { expect, test } from "vitest";
import { sequence } from "../../../up/sequence.ts";
import { type LabCommand, labCommands, upSteps } from "./lab-commands.ts";

/** Commands that do something by themselves, as their programs declare them. */
function declared(command: Command, above: readonly string[] = []): [name: string, command: LabCommand][] {
  const path = [...above, command.name()];
  if (command.commands.length > 0) return command.commands.flatMap(child => declared(child, path));
  const takes = command.registeredArguments.map(argument => {
    const name = `${argument.name()}${argument.variadic ? "..." : ""}`;
    return argument.required ? `<${name}>` : `[${name}]`;
  });
  return [[path.join(" "), { takes: takes.join(" "), options: command.options.map(({ flags }) => flags) }]];
}

test("labCommands are those that there are, with what they take", async () => {
  const folder = new URL("../../../commands/", import.meta.url);
  const files = readdirSync(folder).filter(file => file.endsWith(".ts") && !file.endsWith(".test.ts"));
  const modules = await Promise.all(files.map(file => import(new URL(file, folder).href)));
  const real = modules.flatMap(({ command }: { command: Command }) => declared(command));
  expect(labCommands).toEqual(Object.fromEntries(real));
});

test("upSteps are those that there are", () => {
  const names = sequence.flatMap(({ step, also }) => (also === undefined ? [step.name] : [step.name, also]));
  expect([...upSteps].sort()).toEqual([...new Set(names)].sort());
});
