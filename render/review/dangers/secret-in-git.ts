import { groupKind } from "../../../platform/cluster-scoped.ts";
import type { KubeObject } from "../../../platform/kube-object.ts";
import { type Fields, fieldsOf, metadataText, textOf } from "../objects/fields.ts";
import type { Danger } from "./danger.ts";

/**
 * Values that are new, or new to git; encrypted ones, placeholders, certificates and what is no secret are left out.
 * One that goes is not fixed by that: it stays in the history.
 */
export const secretInGit: Danger = {
  id: "secret-in-git",
  level: "stop",
  explanation: "A secret is published: whoever reads the repository, one of its clones or its history has it, for ever",
  remedy: "Take it out before it is pushed, keep it in Vault, and make another one if it was pushed already",
  change: ({ old, fresh }) => {
    if (fresh === undefined || groupKind(fresh.object) !== "Secret" || isCovered(fresh.object)) return [];
    const known = old === undefined ? {} : valuesOf(old.object);
    return Object.entries(valuesOf(fresh.object))
      .filter(([key, value]) => value !== known[key] && isSecret(key, value))
      .map(([key]) => ({ what: `the value of "${key}" lies in git` }));
  },
};

/** As a program reads them, whether they are written as base64 or as they are. */
function valuesOf({ data, stringData }: KubeObject): Record<string, string> {
  const decoded = Object.entries(fieldsOf(data)).map(([key, value]) => [
    key,
    Buffer.from(textOf(value) ?? "", "base64").toString("utf8"),
  ]);
  const plain = Object.entries(fieldsOf(stringData)).map(([key, value]) => [key, textOf(value) ?? ""]);
  return Object.fromEntries([...decoded, ...plain]);
}

/** Encrypted by SOPS, or filled in by argocd-vault-plugin before it is applied. */
function isCovered(object: KubeObject): boolean {
  const { sops }: Fields = object;
  return sops != null || metadataText(object, "annotations", "avp.kubernetes.io/path") !== undefined;
}

function isSecret(key: string, value: string): boolean {
  return value.trim() !== "" && !OPEN_KEYS.test(key) && !PLACEHOLDERS.some(pattern => pattern.test(value.trim()));
}

/** Certificates, and how Argo CD and others call what tells where something is: https://argo-cd.readthedocs.io/en/stable/operator-manual/declarative-setup/ */
const OPEN_KEYS =
  /(\.crt|^ca\.pem|^(url|type|name|project|server|host|port|username|user|login|email|enableOCI|insecure))$/i;

const PLACEHOLDERS = [/^ENC\[/, /^<[^>]*>$/, /^\$\{[^}]*\}$/, /^\{\{.*\}\}$/];
