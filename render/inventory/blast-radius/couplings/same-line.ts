import { unitThing } from "../things.ts";
import { type Coupling, sharedBy } from "./coupling.ts";

export const sameLine: Coupling = {
  name: "same-line",
  title: "The same line and address",
  explanation:
    "What goes out and what comes in share the line of the house, and its address: mail or requests of one can get the " +
    "address of all blocked.",
  remedy: "Send mail by a provider, and give ports on the Internet only to what needs them.",
  find: ({ units }) => {
    const out = units.filter(
      ({ instance }) =>
        instance !== undefined && (instance.internetPorts.length > 0 || instance.publicHosts.length > 0),
    );
    const ports = out.flatMap(({ instance }) => instance?.internetPorts ?? []);
    return sharedBy(
      "line of the house",
      out.map(({ name }) => unitThing(name)),
      ports.length === 0 ? [] : [`ports that they declare alone: ${[...new Set(ports)].join(", ")}`],
    );
  },
};
