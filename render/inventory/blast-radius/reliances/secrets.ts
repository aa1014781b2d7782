import type { Cluster } from "../../../../clusters/lab.ts";
import { objectsOfKind } from "../../../checks/lab/objects-by-kind.ts";
import type { Lab } from "../../../checks/rule.ts";
import { HOME_LINE, serviceThing, unitThing } from "../things.ts";
import type { Cause, Reliance } from "./reliance.ts";

const VAULT = unitThing("vault");

/** Who gets secrets from Vault, all of whom keep what they have, and who opens Vault. */
export const secrets: Cause = lab => {
  const { sealedToleranceDays } = lab.cluster.vault;
  const reasons = {
    VaultStaticSecret: "the secrets that it has go on; a changed one does not arrive",
    VaultDynamicSecret: `its user of the database goes on for at least ${sealedToleranceDays} days`,
  };
  const readers = Object.entries(reasons).flatMap(([kind, reason]) => {
    const units = new Set(objectsOfKind(lab, kind).map(({ unit }) => unit.name));
    return [...units].map(name => ({ who: unitThing(name), effect: "limited" as const, reason }));
  });
  return [
    ...[VAULT, unitThing("vault-secrets-operator")].flatMap(on => readers.map(reader => ({ ...reader, on }))),
    ...openersOf(lab.cluster),
    ...makersOf(lab),
  ].filter(({ who, on }) => who !== on);
};

function openersOf({ vault: { unseal } }: Cluster): Reliance[] {
  const timer = serviceThing("Timer that unseals Vault");
  const effect = "limited";
  if (unseal === "kms") return [{ who: VAULT, on: HOME_LINE, effect, reason: "after a restart it stays sealed" }];
  if (unseal === "hand") return [];
  return [
    { who: VAULT, on: timer, effect, reason: "after a restart it stays sealed until somebody opens it" },
    { who: timer, on: unitThing("traefik"), effect: "stops", reason: "it gets to Vault by Traefik" },
  ];
}

/** Vault makes users in PostgreSQL. */
function makersOf(lab: Lab): Reliance[] {
  if (objectsOfKind(lab, "VaultDynamicSecret").length === 0) return [];
  return [{ who: VAULT, on: serviceThing("PostgreSQL"), effect: "limited", reason: "it makes no user of a database" }];
}
