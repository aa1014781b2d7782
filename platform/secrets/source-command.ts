import { $ } from "zx";
import type { Found } from "./source.ts";

/** Time for a person to unlock a password manager. */
const PATIENCE_SECONDS = 120;

/**
 * Asks the command in `LAB_SECRET_COMMAND`, in which `{name}` stands for the name of the secret. It is split at blanks,
 * quotes keep blanks together, and no shell ever reads the name. It may use the terminal, as to ask for a fingerprint; what it
 * prints is the secret, but for one newline at its end.
 */
export async function fromCommand(name: string): Promise<Found> {
  const command = process.env.LAB_SECRET_COMMAND?.trim();
  const example = 'such as "op read op://lab/{name}" or "pass show lab/{name}"';
  if (!command) return { reason: `a command: LAB_SECRET_COMMAND is not set, to something ${example}` };
  if (!command.includes("{name}"))
    return { reason: `a command: LAB_SECRET_COMMAND has no {name}, write one ${example}` };
  const words = wordsOf(command).map(word => word.replaceAll("{name}", () => name));
  return run(words);
}

async function run(words: readonly string[]): Promise<Found> {
  const doing = `a command: "${words[0]}", which LAB_SECRET_COMMAND names,`;
  const started = performance.now();
  const { exitCode, stdout, stderr } = await $({
    nothrow: true,
    quiet: true,
    stdio: ["inherit", "pipe", "pipe"],
    timeout: `${PATIENCE_SECONDS}s`,
  })`${words}`;
  if (performance.now() - started > PATIENCE_SECONDS * 1000) {
    return { reason: `${doing} did not end within ${PATIENCE_SECONDS} s` };
  }
  const value = stdout.replace(/\r?\n$/, "");
  if (exitCode === 0 && value !== "") return { value };
  const said = without(value, stderr).trim();
  const outcome = exitCode === 0 ? "printed nothing" : `ended with ${exitCode}`;
  return { reason: `${doing} ${outcome}${said === "" ? "" : `: ${said}`}` };
}

/** Words of a command, as a person would type them: `security -w -s "lab {name}"` has four. */
export function wordsOf(command: string): string[] {
  const words = command.matchAll(/(?:[^\s"']+|"[^"]*"|'[^']*')+/g);
  return [...words].map(([word]) => word.replaceAll(/"([^"]*)"|'([^']*)'/g, (_, double, single) => double ?? single));
}

/** A text in which no line of the value is left. */
function without(value: string, text: string): string {
  const lines = value.split(/\r?\n/).filter(line => line.trim() !== "");
  return lines.reduce((rest, line) => rest.replaceAll(line, "…"), text);
}
