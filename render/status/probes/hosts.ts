import type { Probe } from "../probe.ts";

/** Every host answers, over SSH. */
export const hosts: Probe = {
  name: "hosts",
  limitSeconds: 20,
  async look({ hosts: all }) {
    const found = await Promise.all(
      [...all.values()].map(({ host, remote }) =>
        remote.run("true", { timeoutSeconds: 15 }).then(
          () => [],
          (error: Error) => ({
            level: "down" as const,
            subject: `host ${host.name}`,
            problem: error.message,
            helps: `look at its power and its network, then: ping ${host.address}`,
          }),
        ),
      ),
    );
    return found.flat();
  },
};
