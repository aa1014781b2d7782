import { marksIn, secretMark } from "../../platform/hosts/host.ts";

/** Text with the secrets in place of their marks, or the names of those that are not known. */
export type Filled = { readonly text: string } | { readonly missing: readonly string[] };

export function fillSecrets(text: string, secrets: ReadonlyMap<string, string>): Filled {
  const names = marksIn(text);
  const missing = names.filter(name => !secrets.has(name));
  if (missing.length > 0) return { missing };
  return { text: names.reduce((rest, name) => rest.replaceAll(secretMark(name), () => secrets.get(name) ?? ""), text) };
}
