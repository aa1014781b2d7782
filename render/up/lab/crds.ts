import { components } from "../../../platform/components/index.ts";
import { CRDS_REPOSITORY, crdsTag, repository, repositoryUrl } from "../../../platform/naming.ts";
import { giteaList } from "../../../platform/secrets/gitea-request.ts";
import { pushDefinitions } from "../../crds/push.ts";
import { releasesOf } from "../../crds/release.ts";
import type { LabAt } from "../lab-at.ts";
import type { Step } from "../step.ts";
import { pinnedDefinitions } from "./definitions.ts";
import { withGitLogin } from "./git-login.ts";
import { giteaAdministrator } from "./gitea-administrator.ts";

/** The CRDs of every component in their pinned versions, in the repository that Argo CD takes them from. */
export const crds: Step<LabAt> = {
  name: "crds",
  does: "pushes the pinned CRDs to Gitea",
  limitSeconds: 900,
  undo: "nothing: a tag of an older version stays, and one that is there never moves",
  async check(on) {
    const { organisation } = on.cluster.gitea;
    const path = `repos/${repository(organisation, CRDS_REPOSITORY)}/tags`;
    const tags = (await giteaList<{ name: string }>(giteaAdministrator(on), path)).map(({ name }) => name);
    const wanted = releasesOf(components, [on.cluster], []).map(({ component, version }) =>
      crdsTag(component, version),
    );
    return wanted.filter(tag => !tags.includes(tag)).map(tag => `Gitea has no CRDs "${tag}"`);
  },
  async do(on) {
    const definitions = await pinnedDefinitions(on.cluster);
    const remote = repositoryUrl(on.cluster, CRDS_REPOSITORY);
    await withGitLogin(on, environment => pushDefinitions({ remote, definitions, environment }));
  },
};
