import { kvPath } from "../../platform/naming.ts";
import { fromStack, type Keys } from "../../platform/secrets/origin.ts";
import type { Lab } from "../checks/rule.ts";
import type { BuiltUnit } from "../model/unit.ts";

/** A secret below the KV mount that a cluster declares. */
export interface DeclaredSecret {
  /** `redis/passwords` */
  readonly path: string;
  /** With the origin of each. Absent: an app's own, with whatever keys a person types in. */
  readonly keys?: Keys;
  readonly unit: BuiltUnit;
}

/** Secrets of that name which an app may ask for, and no person brings. */
const OF_STACKS: Readonly<Record<string, Keys>> = { turnstile: { key: fromStack("cloudflare") } };

/** Every secret that the components and the apps of a cluster declare. */
export function declaredSecrets({ units }: Pick<Lab, "units">): DeclaredSecret[] {
  return units.flatMap(unit => [...ofComponent(unit), ...ofInstance(unit)]);
}

function ofComponent(unit: BuiltUnit): DeclaredSecret[] {
  const secrets = unit.component?.secrets?.(unit.cluster) ?? {};
  return Object.entries(secrets).map(([path, keys]) => ({ path, keys, unit }));
}

function ofInstance(unit: BuiltUnit): DeclaredSecret[] {
  const { name, secrets } = unit.instance ?? { name: "", secrets: [] };
  return secrets.map(secret => {
    const keys = OF_STACKS[secret];
    return { path: kvPath(name, secret), unit, ...(keys && { keys }) };
  });
}
