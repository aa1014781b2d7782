import { bootId, waitForReturn } from "../remote/wait-for-return.ts";
import type { HostAt } from "./host-at.ts";

/** Starts a host anew, and waits until it answers. */
export async function restartHost({ remote, say }: HostAt): Promise<void> {
  say("starting anew, and waiting for its return");
  const before = await bootId(remote);
  await remote.run("sync; (sleep 1; systemctl reboot) >/dev/null 2>&1 </dev/null &", { asRoot: true });
  await waitForReturn(remote, before);
}
