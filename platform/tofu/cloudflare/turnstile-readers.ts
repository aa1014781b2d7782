import type { Declared } from "../../declared.ts";

/** Secret of an instance that asks for it: `key`, by which its server asks Turnstile whether a visitor is a person. */
const TURNSTILE = "turnstile";

/** Instances whose servers ask Turnstile whether a visitor is a person, sorted. */
export function turnstileReaders({ instances }: Declared): string[] {
  return instances
    .filter(({ secrets }) => secrets.includes(TURNSTILE))
    .map(({ name }) => name)
    .sort();
}
