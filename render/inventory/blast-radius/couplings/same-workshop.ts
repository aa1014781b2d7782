import { hostOf } from "../../../../platform/hosts/host-of.ts";
import { runnersOf } from "../../../../platform/hosts/parts/runners.ts";
import { repository } from "../../../../platform/naming.ts";
import type { Lab } from "../../../checks/rule.ts";
import { unitThing } from "../things.ts";
import { type Coupling, sharedBy } from "./coupling.ts";

export const sameWorkshop: Coupling = {
  name: "same-workshop",
  title: "The same runner and registry",
  explanation:
    "Workflows of all apps run as one account of the machine, one after the other, and push by one account of Gitea, which " +
    "may overwrite the image of another app. What a job leaves behind the next one may find; images fill Gitea's disk.",
  remedy: "Review the workflows of each app, and pin its image by a digest; delete old images in Gitea.",
  find: lab => {
    const own = `${lab.cluster.gitea.host}/`;
    const built = lab.units.filter(({ instance }) => instance?.image.startsWith(own) || instance?.image === "");
    return sharedBy(
      `${accountOf(lab)}, ${lab.cluster.gitea.host}`,
      built.map(({ name }) => unitThing(name)),
      [...memoryOf(lab), "jobs reach neither PostgreSQL nor the cluster"],
    );
  },
};

/** Account of the runner that is every app's. */
function accountOf({ cluster }: Lab): string | undefined {
  const lab = repository(cluster.gitea.organisation, cluster.gitea.repository);
  return runnersOf(cluster).find(({ scope }) => scope !== lab)?.account;
}

function memoryOf(lab: Lab): string[] {
  const unit = `/lab-${accountOf(lab)}-engine.service`;
  const { files } = hostOf(lab.cluster, lab.cluster.gitea.node);
  const most = /^MemoryMax=(\S+)$/m.exec(files.find(({ path }) => path.endsWith(unit))?.content ?? "")?.[1];
  return most === undefined ? [] : [`${most}B of memory for all jobs`.replace("GB", " GiB")];
}
