/** The password with which sudo lets in on every host that asks for one; in memory only. */
export interface SudoPassword {
  /**
   * The password, once this host has taken it.
   *
   * @param attempt whether sudo on the host takes it
   * @throws {Error} when the host refuses it, or another host has done so before: then it is tried on none
   */
  on(host: string, attempt: (password: string) => Promise<boolean>): Promise<string>;
}

/** @param find is called once, when the first host asks */
export function sudoPassword(find: () => Promise<string>): SudoPassword {
  let found: Promise<string> | undefined;
  let refusedBy: string | undefined;
  let before: Promise<unknown> = Promise.resolve();

  const tryOn: SudoPassword["on"] = async (host, attempt) => {
    if (refusedBy !== undefined && refusedBy !== host) {
      throw new Error(
        `Cannot become root on ${host}: sudo of ${refusedBy} refused the password, so it was not tried here`,
      );
    }
    found ??= find();
    const password = await found;
    if (refusedBy === undefined && (await attempt(password))) return password;
    refusedBy = host;
    throw new Error(
      `Cannot become root on ${host}: sudo refuses the password, give the right one (secret "hosts/sudo", asked for when ` +
        "LAB_HOSTS_SUDO is not set)",
    );
  };
  return {
    on(host, attempt) {
      const turn = before.then(() => tryOn(host, attempt));
      before = turn.catch(() => {});
      return turn;
    },
  };
}
