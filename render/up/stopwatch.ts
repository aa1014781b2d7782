/** Time that a task may take, without the time in which a person is asked. */
export interface Stopwatch {
  /** Runs while the clock stands still. */
  outside<T>(task: () => Promise<T>): Promise<T>;
  /** @throws {Error} when the task is not done in time; it goes on, and nobody waits for it */
  within<T>(limitSeconds: number, task: () => Promise<T>): Promise<T>;
}

const TICK_MILLISECONDS = 100;

export function stopwatch(): Stopwatch {
  let stopped = 0;
  return {
    async outside(task) {
      stopped++;
      try {
        return await task();
      } finally {
        stopped--;
      }
    },
    async within(limitSeconds, task) {
      const { promise: late, reject } = Promise.withResolvers<never>();
      let left = limitSeconds * 1000;
      const timer = setInterval(() => {
        if (stopped > 0) return;
        left -= TICK_MILLISECONDS;
        if (left <= 0) reject(new Error(`it was not done within ${limitSeconds} s`));
      }, TICK_MILLISECONDS);
      try {
        return await Promise.race([task(), late]);
      } finally {
        clearInterval(timer);
      }
    },
  };
}
