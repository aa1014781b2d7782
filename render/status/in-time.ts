/** Something was not done within its time. */
export class Silent extends Error {}

/** @throws {Silent} when the task is not done in time; it goes on, and nobody waits for it */
export async function inTime<T>(limitSeconds: number, task: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Silent(`it says nothing for ${limitSeconds} s`)), limitSeconds * 1000);
  });
  try {
    return await Promise.race([task(), late]);
  } finally {
    clearTimeout(timer);
  }
}
