import { join } from "node:path";
import type { Finding } from "../../clusters/finding.ts";
import { stackFolder } from "../../platform/naming.ts";
import { stacks } from "../../platform/tofu/index.ts";
import { type Stack, stateVariables } from "../../platform/tofu/stack.ts";
import { repositoryFolder } from "../repository.ts";
import { type HclVariable, hclVariables } from "../tofu/hcl-variables.ts";
import { stackLab } from "../tofu/stack-files.ts";
import { inQuotes } from "./findings/mismatch.ts";
import type { Lab, Rule } from "./rule.ts";

/**
 * What a stack is given is what its HCL declares: no variable that HCL does not know, which tofu would pass over in
 * silence, and none missing that it requires.
 */
export const tofuVariables: Rule = {
  name: "tofu-variables",
  check: lab => disagreements(lab, stacks, folder => hclVariables(join(repositoryFolder, folder))),
};

/** Folder with the HCL that every stack has, in a file to which each has a link. */
const SHARED = "platform/tofu";
const SHARED_FILE = "state.tf";

/** The one that is no fact: whoever runs tofu has it. */
const PASSPHRASE = "state_passphrase";

/** @param declaredIn gives the variables in the HCL of a folder of this repository */
export function disagreements(
  lab: Lab,
  list: readonly Stack[],
  declaredIn: (folder: string) => readonly HclVariable[],
): Finding[] {
  const shared = declaredIn(SHARED).filter(({ name }) => name !== PASSPHRASE);
  const own = list.filter(({ exists }) => exists?.(lab.cluster) ?? true);
  return [
    ...compare(lab, { folder: SHARED, given: given(stateVariables(lab.cluster, "vault")), declared: shared }),
    ...own.flatMap(stack => {
      const folder = stackFolder(stack.name);
      const declared = declaredIn(folder).filter(({ file }) => file !== SHARED_FILE);
      return compare(lab, { folder, given: givenTo(stack, lab), declared });
    }),
  ];
}

/** Its variables, and those that come with the credentials. */
function givenTo(stack: Stack, lab: Lab): string[] {
  const secret = Object.keys(stack.credentials).flatMap(name => /^TF_VAR_(.+)$/.exec(name)?.[1] ?? []);
  return [...given(stack.variables(stackLab(lab))), ...secret];
}

/** What is undefined is not written into the file. */
function given(variables: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(variables).flatMap(([name, value]) => (value === undefined ? [] : [name]));
}

interface Sides {
  readonly folder: string;
  readonly given: readonly string[];
  readonly declared: readonly HclVariable[];
}

function compare(lab: Lab, { folder, given, declared }: Sides): Finding[] {
  const known = new Set(declared.map(({ name }) => name));
  const unknown = given.filter(name => !known.has(name));
  const missing = declared.filter(({ name, isRequired }) => isRequired && !given.includes(name));
  return [
    ...unknown.map(name => ({
      ...finding(lab, name),
      problem: `no HCL of ${folder} declares it`,
      remedy: "declare it, or give it no longer,",
      file: `${folder}/${folder === SHARED ? SHARED_FILE : "variables.tf"}`,
    })),
    ...missing.map(({ name, file }) => ({
      ...finding(lab, name),
      problem: `it has no value, and ${inQuotes(`${folder}/${file}`)} gives it no default`,
      remedy: "give it a value",
      file: `${folder}/stack.ts`,
    })),
  ];
}

function finding({ cluster }: Lab, variable: string) {
  return { level: "error", rule: tofuVariables.name, cluster: cluster.name, field: `variable ${variable}` } as const;
}
