import { ciRole, repository } from "../../../../platform/naming.ts";
import { appsOf } from "../../lab/installed-apps.ts";
import { unitThing } from "../things.ts";
import { type Coupling, sharedBy } from "./coupling.ts";

export const sameApp: Coupling = {
  name: "same-app",
  title: "The same app in several environments",
  explanation:
    "A sandbox and its production come from one file here and one repository on Gitea, with one workflow and one role of " +
    "Vault for it: who may push to the sandbox builds the images of production, and reads what its workflow reads.",
  remedy:
    "Protect the main branch of the app's repository, and review what it merges; the tag of an image is each environment's own.",
  find: lab =>
    [...appsOf(lab).values()].flatMap(({ name, instances }) =>
      sharedBy(
        `${repository(lab.cluster.gitea.organisation, name)} and ${ciRole(name)}`,
        instances.map(instance => unitThing(instance.name)),
        ["database, namespace, secrets of its pods and policy of Vault are of each alone"],
      ),
    ),
};
