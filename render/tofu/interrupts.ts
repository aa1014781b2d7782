const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

const takers: (() => void)[] = [];

/** Gives every order to end this process to `take` while a task runs; within it another task may take them over. */
export async function takingInterrupts<T>(take: () => void, task: () => Promise<T>): Promise<T> {
  if (takers.length === 0) for (const signal of SIGNALS) process.on(signal, interrupt);
  takers.push(take);
  try {
    return await task();
  } finally {
    takers.splice(takers.lastIndexOf(take), 1);
    if (takers.length === 0) for (const signal of SIGNALS) process.off(signal, interrupt);
  }
}

function interrupt(): void {
  takers.at(-1)?.();
}
