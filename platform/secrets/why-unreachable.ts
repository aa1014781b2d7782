import { withoutSent } from "./without-sent.ts";

/**
 * Why `fetch` got no answer, or none to its end: `ECONNREFUSED`; its own message says only that it failed. A header that
 * cannot be sent is repeated in it: of what was to be sent nothing is left.
 */
export function whyUnreachable(error: Error, sent: readonly unknown[]): string {
  const { cause } = error as { cause?: { code?: string; message?: string } };
  return withoutSent(cause?.code ?? cause?.message ?? error.message, sent);
}
