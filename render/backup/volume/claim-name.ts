/** Which claim: its namespace, and its name there. */
export interface ClaimName {
  readonly namespace: string;
  readonly name: string;
}

/** Reads `erp/documents`. @throws {Error} for anything else */
export function claimNamed(text: string | undefined): ClaimName {
  const [, namespace, name] = /^([a-z0-9-]+)\/([a-z0-9.-]+)$/.exec(text ?? "") ?? [];
  if (namespace !== undefined && name !== undefined) return { namespace, name };
  const what = text === undefined ? "a volume" : `volume "${text}"`;
  throw new Error(`Cannot restore ${what}: say which claim, by its namespace and name such as erp/documents`);
}
