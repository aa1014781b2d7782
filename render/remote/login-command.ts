import { Buffer } from "node:buffer";

/** How a script is run on a machine, beside what it says. */
export interface Manner {
  /** Words that run the shell as another user, such as `sudo -n --`; none: as who is logged in. */
  readonly as: string;
  /** After which the script and everything that it started are ended; 0: never. */
  readonly timeoutSeconds: number;
}

/** Linux takes no longer word: https://man7.org/linux/man-pages/man2/execve.2.html (MAX_ARG_STRLEN) */
const LONGEST_SCRIPT = 131_071;

/** Time to end well, before what does not is killed. */
const MERCY_SECONDS = 5;

/**
 * A line that gives a script to `sh`, by whatever login shell sshd hands the line to: bash, zsh, dash and fish agree on
 * words in single quotes only as long as these hold neither a quote nor a backslash that another may take for its own,
 * and so all but plain characters are written by their number, for the `printf` of `sh` to turn back.
 *
 * @see https://fishshell.com/docs/current/language.html#quotes
 * @throws {Error} for a script that no command line can hold
 */
export function loginCommand(script: string, { as, timeoutSeconds }: Manner): string {
  const word = numbered(script);
  if (script.includes("\0") || word.length > LONGEST_SCRIPT) {
    throw new Error("Cannot run a script: it is too long for a command line, this is a bug, data go by standard input");
  }
  const limited = `timeout -k ${MERCY_SECONDS} ${timeoutSeconds} sh -c "$(printf %b "$0")"`;
  return `exec sh -c 'exec ${as} env LC_ALL=C.UTF-8 ${limited}' '${word}'`;
}

/** A text in plain characters: `\0047` stands for a quote, as `%b` reads it. */
function numbered(text: string): string {
  const plain = /[ "#-&(-[\]-~]/;
  return Array.from(Buffer.from(text), byte => {
    const character = String.fromCharCode(byte);
    return plain.test(character) ? character : `\\0${byte.toString(8).padStart(3, "0")}`;
  }).join("");
}
