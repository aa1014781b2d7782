import { readFileSync } from "node:fs";
import { quote } from "../remote/quote.ts";

/**
 * A script of `render/up/scripts/`, after the values of its variables. For what is neither long nor secret: a script goes
 * as an argument, which others see and Linux limits to 128 KiB; the rest goes by its standard input. Its first line does
 * nothing, and is by what a failure calls the script.
 */
export function script(name: string, variables: Readonly<Record<string, string>> = {}): string {
  const values = Object.entries(variables).map(([variable, value]) => `${variable}=${quote(value)}\n`);
  const text = readFileSync(new URL(`./scripts/${name}.sh`, import.meta.url), "utf8");
  return `: render/up/scripts/${name}.sh\n${values.join("")}${text}`;
}

/** Lines of fields, as the scripts print and read them: a tab between two fields. */
export function rows(output: string): string[][] {
  return output
    .split("\n")
    .filter(line => line !== "")
    .map(line => line.split("\t"));
}
