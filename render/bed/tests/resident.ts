import type { Cluster } from "../../../clusters/lab.ts";
import { CRDS_REPOSITORY, repositoryUrl } from "../../../platform/naming.ts";
import { pushDefinitions } from "../../crds/push.ts";
import { LabCopy } from "../../testing/lab-copy.ts";
import { readTree } from "../../tree/read.ts";
import { type ApplicationState, applicationStates, describeStates } from "../application-states.ts";
import type { Bed } from "../bed.ts";
import { applyRoot } from "../bootstrap.ts";
import { trustedDefinitions } from "../definitions.ts";
import { eventually } from "../eventually.ts";
import { commitAndPush, gitEnvironment } from "../servers/gitea-repositories.ts";

/** Thirty Applications on a machine that others use too; how long it takes is a figure, and no test. */
const ARRIVAL_SECONDS = 300;

/** Who lives in a lab: edits a copy of this repository, renders, pushes to the bed's Gitea, and looks at what Argo CD does. */
export class Resident {
  readonly copy = new LabCopy();
  readonly #bed: Bed;
  readonly #cluster: Cluster;

  constructor(bed: Bed, cluster: Cluster) {
    this.#bed = bed;
    this.#cluster = cluster;
  }

  /** Moves in: pushes the CRDs and this repository, and applies the root Application. Returns the commit. */
  async moveIn(): Promise<string> {
    await pushDefinitions({
      remote: repositoryUrl(this.#cluster, CRDS_REPOSITORY),
      definitions: await trustedDefinitions(),
      environment: gitEnvironment(this.#bed.gitea),
    });
    const commit = await this.push("feat: move in");
    await applyRoot(this.#bed.server, this.#cluster, readTree(this.copy.path("rendered")));
    return commit;
  }

  /**
   * Renders, commits and pushes.
   *
   * @returns the commit
   * @throws {Error} when `lab render` finds fault with the edits
   */
  async publish(message: string): Promise<string> {
    const { status, stdout, stderr } = this.copy.lab("render");
    if (status !== 0) throw new Error(`Cannot publish "${message}": ${stdout}${stderr}`);
    return this.push(message);
  }

  /** Commits and pushes what lies there, rendered or not. */
  push(message: string): Promise<string> {
    const { organisation, repository } = this.#cluster.gitea;
    return commitAndPush(this.#bed.gitea, `${organisation}/${repository}`, this.copy.folder, message);
  }

  /** Waits until every Application of the tree is there and synced with a commit. Returns the seconds that took. */
  arrival(commit: string): Promise<number> {
    const folder = `${this.#cluster.name}/applications/application-`;
    const names = [...readTree(this.copy.path("rendered")).keys()]
      .filter(path => path.startsWith(folder))
      .map(path => path.slice(folder.length, -".yaml".length));
    const look = async () => {
      const states = await applicationStates(this.#bed.server);
      const isThere = states.size === names.length && names.every(name => states.has(name));
      const late = new Map([...states].filter(([, state]) => !this.#isSynced(state, commit)));
      if (isThere && late.size === 0) return undefined;
      return `of ${names.join(", ")} there are ${[...states.keys()].join(", ")}, and late are\n${describeStates(late)}`;
    };
    return eventually(`every Application is synced with ${commit}`, look, ARRIVAL_SECONDS);
  }

  #isSynced({ sync, phase, repositories, revisions }: ApplicationState, commit: string): boolean {
    const own = repositories.indexOf(repositoryUrl(this.#cluster, this.#cluster.gitea.repository));
    return sync === "Synced" && phase !== "Running" && (own === -1 || revisions[own] === commit);
  }
}
