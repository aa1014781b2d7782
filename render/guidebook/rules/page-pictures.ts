import type { Finding } from "../../../clusters/finding.ts";
import type { Lab, Rule } from "../../checks/rule.ts";
import { bookOf } from "../book.ts";
import { linesOutsideCode } from "../headings.ts";
import { parts } from "../parts/index.ts";
import type { Drawing } from "../pictures/drawing.ts";
import { writingsOf } from "../writings.ts";

/** Whoever does not see a picture is told what it shows: each has words in its place, and more of them than its title. */
export const pagePictures: Rule = {
  name: "page-pictures",
  check: lab => [...drawn(lab), ...inProse(lab)],
};

function drawn(lab: Lab): Finding[] {
  return [...bookOf(lab).drawings].flatMap(([name, drawing]) => {
    const problem = untold(drawing);
    return problem === undefined ? [] : [found(lab, `picture ${name}`, problem, partFile(name))];
  });
}

/** What is wrong with the words in the place of a drawing; undefined: nothing. */
export function untold({ title, alternative }: Drawing): string | undefined {
  const words = alternative.trim();
  if (words === "") return NOTHING;
  return words.toLowerCase() === title.trim().toLowerCase()
    ? "what is told in its place is its title alone"
    : undefined;
}

const NOTHING = "nothing is told in its place";

/** The part that draws it; its name begins with that of the part, and some begin with that of another. */
function partFile(picture: string): string {
  const names = parts.map(({ name }) => name).filter(name => picture === name || picture.startsWith(`${name}-`));
  const [longest = picture] = names.sort((one, other) => other.length - one.length);
  return `render/guidebook/parts/${longest}.ts`;
}

function inProse(lab: Lab): Finding[] {
  return writingsOf(lab).flatMap(({ file, text }) =>
    linesOutsideCode(text)
      .flatMap(line => [...line.text.replaceAll(/`[^`]*`/g, "").matchAll(/!\[\s*\]\([^)]*\)/g)])
      .map(([field]) => found(lab, field, NOTHING, file)),
  );
}

function found({ cluster }: Lab, field: string, problem: string, file: string): Finding {
  const remedy = "say in a sentence or two what it shows";
  return { level: "error", rule: pagePictures.name, cluster: cluster.name, field, problem, remedy, file };
}
