import { HOST_SECRETS } from "../../../platform/hosts/host.ts";
import { quote } from "../../remote/quote.ts";
import type { HostAt } from "../host-at.ts";

/** Lets a host forget a secret, in memory and on its disk. */
export async function dropSecret({ remote, secrets }: HostAt, name: string): Promise<void> {
  await remote.run(`rm -f ${quote(`${HOST_SECRETS}/${name}`)}`, { asRoot: true });
  secrets.delete(name);
}
