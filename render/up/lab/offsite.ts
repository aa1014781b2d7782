import { type Offsite, offsiteState, pushOffsite } from "../../../platform/secrets/gitea-offsite.ts";
import { secret } from "../../../platform/secrets/source.ts";
import type { LabAt } from "../lab-at.ts";
import type { Step } from "../step.ts";
import { giteaAdministrator } from "./gitea-administrator.ts";

/** The token by which Gitea pushes this repository elsewhere, at the secret source. */
const TOKEN = "gitea/offsite-token";

/** A copy of this repository outside of the lab, where the facts name a place for it, to which Gitea pushes by itself. */
export const offsite: Step<LabAt> = {
  name: "offsite",
  does: "lets Gitea push this repository elsewhere",
  limitSeconds: 300,
  undo: "in Gitea: settings of the repository, mirror settings",
  async check(on) {
    const copy = copyOf(on);
    if (copy === undefined) return [];
    const state = await offsiteState(giteaAdministrator(on), copy);
    if (state === undefined) return [`nothing is pushed to ${copy.url}`];
    return state === "" ? [] : [`the last push to ${copy.url} failed: ${state.split("\n")[0]}`];
  },
  async do(on) {
    const copy = copyOf(on);
    if (copy !== undefined) await pushOffsite(giteaAdministrator(on), copy, await secret(TOKEN));
  },
};

function copyOf({ cluster: { gitea } }: LabAt): Offsite | undefined {
  const { organisation, repository, offsite: url } = gitea;
  return url === undefined ? undefined : { organisation, repository, url };
}
