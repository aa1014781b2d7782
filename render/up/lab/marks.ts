import { quote } from "../../remote/quote.ts";
import type { HostAt } from "../host-at.ts";
import { STATE_FOLDER } from "../host-state.ts";

/** Folder on a host with a file for each thing that was done, and of what it was done: a digest. */
const FOLDER = `${STATE_FOLDER}/done`;

/** Of what something was done last, such as the stack `vault`; undefined: it never was. */
export async function markOf({ remote }: HostAt, name: string): Promise<string | undefined> {
  const path = quote(`${FOLDER}/${name}`);
  return (await remote.run(`if test -f ${path}; then cat ${path}; fi`, { asRoot: true })).trim() || undefined;
}

/** Writes down that it was done, once it was. */
export async function setMark({ remote }: HostAt, name: string, digest: string): Promise<void> {
  const path = `${FOLDER}/${name}`;
  const script = `set -eu\nmkdir -p ${quote(FOLDER)}\ncat > ${quote(`${path}.new`)}\nmv ${quote(`${path}.new`)} ${quote(path)}`;
  await remote.run(script, { asRoot: true, input: `${digest}\n` });
}
