/** A command of `lab` as a text has it. */
export interface WrittenCommand {
  /** As it stands there: `npx lab tofu apply vault`. */
  readonly words: string;
  /** What follows `lab`, without what a shell takes for itself. */
  readonly parameters: readonly string[];
  /** In a block it is to be typed as it stands; a span of code may merely name a command. */
  readonly isToBeTyped: boolean;
}

/** Commands of `lab` in the code of a Markdown text, in order: what begins with `lab`, `npx lab` or `npm run lab --`. */
export function commandsIn(markdown: string): WrittenCommand[] {
  return markdown.split(/^\s*```.*$/m).flatMap((text, index) => {
    const isToBeTyped = index % 2 === 1;
    const code = isToBeTyped
      ? text.split("\n").map(line => line.replace(/(^|\s)#.*/, ""))
      : [...text.matchAll(/`([^`]+)`/g)].map(([, span = ""]) => span.replaceAll(/\s+/g, " "));
    return code.flatMap(line => commandsOfLine(line, isToBeTyped));
  });
}

function commandsOfLine(line: string, isToBeTyped: boolean): WrittenCommand[] {
  return line.split(/&&|\|\||;|\|(?=\s)/).flatMap(piece => {
    const words = piece.trim();
    const [, rest] = COMMAND.exec(words) ?? [];
    if (rest === undefined) return [];
    const parameters = rest.replace(/(^|\s)(?:<|>>?) .*/, "").match(/"[^"]*"|'[^']*'|\S+/g) ?? [];
    return [{ words, parameters, isToBeTyped }];
  });
}

/** `A=b npx lab up`; a name such as lab-gitea is none. */
const COMMAND = /^(?:[A-Z_]+=\S+ )*(?:npx )?(?:npm run )?lab(?: --)?(?=$| )(.*)$/s;
