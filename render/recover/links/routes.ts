import type { Link } from "../link.ts";

/** Apps answer through Traefik. By then everything behind them is well: what does not answer only needs time, or a person. */
export const routes: Link = {
  name: "apps",
  judge: ({ routes: states }) =>
    states
      .filter(({ status }) => status === 0 || status >= 500)
      .map(({ host, status }) => ({
        subject: `https://${host}`,
        problem: status === 0 ? "nobody answers" : `it answers ${status}`,
        next: { wait: "for its app" },
      })),
};
