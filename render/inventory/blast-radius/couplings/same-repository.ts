import { repository } from "../../../../platform/naming.ts";
import { unitThing } from "../things.ts";
import { type Coupling, sharedBy } from "./coupling.ts";

export const sameRepository: Coupling = {
  name: "same-repository",
  title: "The same repository and Argo CD",
  explanation:
    "Everything is rendered from one repository by one Argo CD. A commit may change a sandbox and production at once, " +
    "and one that cannot be rendered keeps everybody's next change away.",
  remedy:
    "Read the review before merging: it names each Application that a change reaches, and `npx lab neutral` proves that no other does.",
  find: lab => {
    const apps = lab.units.filter(unit => unit.class === "app").map(({ name }) => unitThing(name));
    const { organisation, repository: name } = lab.cluster.gitea;
    return sharedBy(repository(organisation, name), apps, [
      "the gate, and the review of each pull request",
      "a project for each instance: its own namespace, its own repositories, kinds of namespaces alone",
      "no push alone deletes a volume, a database or a namespace",
    ]);
  },
};
