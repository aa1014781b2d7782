/** Whether what is sent to an address never leaves this machine, so that it need not be encrypted. */
export function staysOnMachine(address: string): boolean {
  return LOOPBACK.includes(URL.parse(address)?.hostname ?? "");
}

const LOOPBACK: readonly string[] = ["127.0.0.1", "[::1]", "localhost"];
