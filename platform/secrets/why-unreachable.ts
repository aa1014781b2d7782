/** Why `fetch` got no answer, or none to its end: `ECONNREFUSED`; its own message says only that it failed. */
export function whyUnreachable(error: Error): string {
  const { cause } = error as { cause?: { code?: string; message?: string } };
  return cause?.code ?? cause?.message ?? error.message;
}
