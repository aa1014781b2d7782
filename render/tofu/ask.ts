import { stderr, stdin } from "node:process";
import { createInterface } from "node:readline";
import type { Ask } from "./consent.ts";

/** Asks on the terminal; a Ctrl-C or Ctrl-D is an empty answer. */
export const ask: Ask = question => {
  if (!stdin.isTTY || !stderr.isTTY) return Promise.resolve(undefined);
  const lines = createInterface({ input: stdin, output: stderr });
  return new Promise(resolve => {
    lines.once("close", () => resolve(""));
    lines.question(question, answer => {
      resolve(answer.trim());
      lines.close();
    });
  });
};
