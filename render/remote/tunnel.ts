import type { Remote } from "./remote.ts";

/**
 * Lets a task use an address that a machine reaches, such as that of a Service of the cluster: `10.43.0.5:8200`.
 *
 * @param use gets the address by which this machine comes there, such as `127.0.0.1:40123`, until it is done
 * @throws {RemoteFailure} when the machine is out of reach; what does not answer at the target, `use` finds out
 */
export async function tunnel<T>(remote: Remote, target: string, use: (address: string) => Promise<T>): Promise<T> {
  if (remote.forward === undefined) return use(target);
  const { address, close } = await remote.forward(target);
  try {
    return await use(address);
  } finally {
    await close();
  }
}
