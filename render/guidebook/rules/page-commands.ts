import { closest } from "fastest-levenshtein";
import type { Finding } from "../../../clusters/finding.ts";
import { inQuotes } from "../../checks/findings/mismatch.ts";
import type { Lab, Rule } from "../../checks/rule.ts";
import { factsOf } from "../../inventory/facts/facts.ts";
import { fillFacts } from "../../prose/fill-facts.ts";
import { writingsOf } from "../writings.ts";
import { commandsIn, type WrittenCommand } from "./prose/commands-in.ts";
import { type Known, knownValues } from "./prose/known-values.ts";
import { type CommandFault, type ReadCommand, readCommand } from "./prose/read-command.ts";

/**
 * A command of `lab` that a page tells a reader to type exists, with its options and what it needs; what it is about does
 * too: a stack, a secret, a component, a step.
 */
export const pageCommands: Rule = {
  name: "page-commands",
  check: lab => {
    const [facts, values] = [factsOf(lab), knownValues(lab)];
    return writingsOf(lab).flatMap(({ file, text }) => {
      const filled = fillFacts(text, (path, field) => facts.get(path) ?? field);
      return commandsIn(filled).flatMap(command =>
        faultsOf(command, values).map(fault => found(lab, file, command, fault)),
      );
    });
  },
};

function faultsOf({ parameters, isToBeTyped }: WrittenCommand, values: ReadonlyMap<string, Known>): CommandFault[] {
  const read = readCommand(parameters, isToBeTyped);
  return "problem" in read ? [read] : unknownValues(read, values);
}

function unknownValues({ name, given }: ReadCommand, values: ReadonlyMap<string, Known>): CommandFault[] {
  return given.flatMap(([place, value]) => {
    const known = values.get(`${name} ${place}`) ?? values.get(place);
    if (known === undefined || isPlaceholder(value) || known.names.has(value)) return [];
    const nearest = known.names.size === 0 ? undefined : closest(value, [...known.names]);
    const remedy = nearest === undefined ? "take it away" : `write one that there is, such as ${inQuotes(nearest)},`;
    return [{ problem: `there is no ${known.noun} ${inQuotes(value)}`, remedy }];
  });
}

/** What a reader has to put in: `<node>`, `<app>/smtp`, `...`. */
function isPlaceholder(value: string): boolean {
  return /[<>{}…]|\.\.\./.test(value);
}

function found({ cluster }: Lab, file: string, { words }: WrittenCommand, fault: CommandFault): Finding {
  return { level: "error", rule: pageCommands.name, cluster: cluster.name, field: `\`${words}\``, ...fault, file };
}
