import type { Link } from "../link.ts";

/** By now everything behind the apps is well: what does not answer only needs time, or a person. */
export const routes: Link = {
  name: "apps",
  promise: "Apps answer through Traefik.",
  waitsFor: "everything above",
  judge: ({ routes: states }) =>
    states
      .filter(({ status }) => status === 0 || status >= 500)
      .map(({ host, status }) => ({
        subject: `https://${host}`,
        problem: status === 0 ? "nobody answers" : `it answers ${status}`,
        next: { wait: "for its app" },
      })),
};
