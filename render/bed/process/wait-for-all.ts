/** Waits for all of them, even when one fails: what is still starting could not be stopped. */
export async function waitForAll<T extends readonly unknown[]>(
  starting: readonly [...{ [I in keyof T]: Promise<T[I]> }],
): Promise<T> {
  await Promise.allSettled(starting);
  return (await Promise.all(starting)) as unknown as T;
}
