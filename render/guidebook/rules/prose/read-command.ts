import { type LabCommand, labCommands } from "./lab-commands.ts";

/** What is wrong with a command, and what would be right. */
export interface CommandFault {
  readonly problem: string;
  readonly remedy: string;
}

/** A command that `lab` has, with what it was given, by the names that its help uses. */
export interface ReadCommand {
  /** `tofu apply` */
  readonly name: string;
  /** Values by argument or option: `["stack", "vault"]`, `["--only", "k3s"]`. */
  readonly given: readonly Given[];
}

type Given = readonly [name: string, value: string];

/**
 * Reads the parameters of a command as `lab` would.
 *
 * @param isToBeTyped what it needs has to be there; elsewhere its bare name will do, or that of a group of commands
 */
export function readCommand(parameters: readonly string[], isToBeTyped: boolean): ReadCommand | CommandFault {
  const name = nameIn(parameters);
  const command = labCommands[name];
  if (command === undefined) {
    const isBareGroup = commandsBelow(name).length > 0 && parameters.length <= 1;
    return isBareGroup && !isToBeTyped ? { name, given: [] } : unknownCommand(name, parameters);
  }
  const { options, words, stranger } = sortOut(command, parameters.slice(name.split(" ").length));
  if (stranger !== undefined) return unknownOption(name, command, stranger);
  const places = command.takes.split(" ").filter(place => place !== "");
  const isEndless = places.at(-1)?.includes("...");
  const [surplus] = isEndless ? [] : words.slice(places.length);
  if (surplus !== undefined) return { problem: `lab ${name} takes no "${surplus}"`, remedy: `write ${usage(name)}` };
  const [missing] = places.slice(words.length).filter(place => place.startsWith("<"));
  if (missing !== undefined && isToBeTyped) {
    return { problem: `lab ${name} needs ${missing}`, remedy: `write ${usage(name)}` };
  }
  const placed = words.map((word, index): Given => [bare(places[index] ?? places.at(-1) ?? ""), word]);
  return { name, given: [...options, ...placed] };
}

const BUILT_IN: ReadonlySet<string> = new Set(["--help", "-h"]);

/** Options with their values, other words, and the first option that the command does not have. */
function sortOut(command: LabCommand, parameters: readonly string[]) {
  const options: Given[] = [];
  const words: string[] = [];
  const rest = [...parameters];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (!word.startsWith("-")) {
      words.push(word);
      continue;
    }
    const [flag = "", value] = word.split("=");
    const option = BUILT_IN.has(flag) ? flag : command.options.find(each => each.split(" ")[0] === flag);
    if (option === undefined) return { options, words, stranger: flag };
    if (option.includes(" ")) options.push([flag, value ?? rest.shift() ?? ""]);
  }
  return { options, words };
}

/** The longest name of a command that the parameters begin with, or the first of them. */
function nameIn([first = "", second = ""]: readonly string[]): string {
  const both = `${first} ${second}`;
  return Object.hasOwn(labCommands, both) ? both : first;
}

/** Names of the commands of a group, such as `apply` of `tofu`; without a name, all commands. */
function commandsBelow(name: string): string[] {
  const prefix = name === "" ? "" : `${name} `;
  return Object.keys(labCommands).flatMap(command => (command.startsWith(prefix) ? command.slice(prefix.length) : []));
}

function unknownCommand(name: string, [, second]: readonly string[]): CommandFault {
  const below = commandsBelow(name);
  const [whole, known] =
    below.length === 0 ? [name, commandsBelow("")] : [[name, second].filter(Boolean).join(" "), below];
  return { problem: `there is no command "lab ${whole}"`, remedy: `write one of ${known.join(", ")}` };
}

function unknownOption(name: string, { options }: LabCommand, flag: string): CommandFault {
  const known = options.length === 0 ? "it takes none" : `it takes ${options.join(", ")}`;
  return { problem: `lab ${name} has no option "${flag}"`, remedy: `${known}: mend it` };
}

function usage(name: string): string {
  return `"lab ${[name, labCommands[name]?.takes].filter(Boolean).join(" ")}"`;
}

/** `<path>`, `[nodes...]` without their marks. */
function bare(place: string): string {
  return place.replaceAll(/[<>[\].]/g, "");
}
