import { stderr, stdin } from "node:process";
import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import type { Found } from "./source.ts";

/**
 * Asks on the terminal, which shows nothing of the answer.
 *
 * @param explain is called before the question, and not where there is no terminal
 */
export async function fromPrompt(name: string, explain: () => void): Promise<Found> {
  if (!stdin.isTTY || !stderr.isTTY) return { reason: "a question: this is no terminal" };
  explain();
  const value = await ask(`Secret "${name}", which is not shown: `);
  return value === "" ? { reason: "a question: the answer was empty" } : { value };
}

/** An empty answer also when the terminal is closed, or Ctrl-C pressed. */
function ask(question: string): Promise<string> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: stdin, output: nowhere, terminal: true });
  stderr.write(question);
  return new Promise(resolve => {
    let answer = "";
    lines.once("line", line => {
      answer = line;
      lines.close();
    });
    lines.once("close", () => {
      stderr.write("\n");
      resolve(answer);
    });
  });
}
