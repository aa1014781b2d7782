import { applicationsOf, projectsOf } from "../../../checks/lab/argocd-objects.ts";
import { thingsOf, unitThing } from "../things.ts";
import { type Coupling, sharedBy } from "./coupling.ts";

export const sameProject: Coupling = {
  name: "same-project",
  title: "The same project of Argo CD",
  explanation:
    "A project says what its Applications may contain, and where. Those that share one may write into each other's " +
    "namespaces, and what one may contain the others may too.",
  remedy: "An app has a project of its own for each environment; a component that should be apart has to become one.",
  find: lab => {
    const members = Map.groupBy(applicationsOf(lab), ({ spec }) => spec.project ?? "");
    return projectsOf(lab).flatMap(({ object, spec }) => {
      const { name } = object.metadata;
      const names = (members.get(name) ?? []).map(each => unitThing(each.object.metadata.name));
      const known = names.filter(id => thingsOf(lab).has(id));
      const kinds = spec.clusterResourceWhitelist ?? [];
      const limit = kinds.some(({ kind }) => kind === "*")
        ? []
        : [`of the whole cluster: ${kinds.map(({ kind }) => kind).join(", ")} alone`];
      return sharedBy(`project ${name}`, known, [...limit, "what is reviewed before it is merged"]);
    });
  },
};
