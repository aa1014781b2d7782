import { components } from "../../../../platform/components/index.ts";
import { keepsakesOf } from "../../../../platform/hosts/keepsakes.ts";
import { stacks } from "../../../../platform/tofu/index.ts";
import type { Lab } from "../../../checks/rule.ts";
import { placeOf, volumesOf } from "../../../inventory/storage/volumes.ts";
import { declaredSecrets } from "../../../secrets/declared-secrets.ts";
import { upSteps } from "./lab-commands.ts";

/** What may stand in an argument of a command: the noun for it, and which there are. */
export interface Known {
  readonly noun: string;
  readonly names: ReadonlySet<string>;
}

/** What `lab restore` puts back, beside what hosts keep. */
const RESTORED = ["postgres", "vault", "volume"];

/**
 * What a lab has of each thing that commands are given, by the name of the argument, with that of the command before it
 * where one name means several things.
 */
export function knownValues(lab: Lab): ReadonlyMap<string, Known> {
  const units = lab.units.map(({ name }) => name);
  const apps = lab.units.flatMap(({ instance }) => (instance === undefined ? [] : [instance.app, instance.name]));
  const kept = Object.keys(lab.cluster.nodes).flatMap(node => keepsakesOf(lab.cluster, node).map(({ name }) => name));
  const known: readonly (readonly [place: string, noun: string, names: Iterable<string>])[] = [
    ["stack", "stack", stacks.map(({ name }) => name)],
    ["path", "secret", declaredSecrets(lab).map(({ path }) => path)],
    [
      "component",
      "component",
      [...components.map(({ name }) => name), ...Object.keys(lab.cluster.versions), "kubernetes"],
    ],
    ["unit", "unit", units],
    ["explain name", "app or instance", apps],
    ["one", "instance", apps],
    ["other", "instance", apps],
    ["nodes", "node", Object.keys(lab.cluster.nodes)],
    ["--host", "node", Object.keys(lab.cluster.nodes)],
    ["--from", "step", upSteps],
    ["--only", "step", upSteps],
    ["restore claim", "volume", volumesOf(lab).map(placeOf)],
    ["restore what", "thing to restore", [...kept, ...RESTORED]],
  ];
  return new Map(known.map(([place, noun, names]) => [place, { noun, names: new Set(names) }]));
}
