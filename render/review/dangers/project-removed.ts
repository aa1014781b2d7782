import { groupKind } from "../../../platform/cluster-scoped.ts";
import { oncePer } from "../../memory/once-per.ts";
import type { Desired } from "../desired.ts";
import { applicationSettings } from "../objects/application-settings.ts";
import { enumerated } from "../words/enumerated.ts";
import type { Danger } from "./danger.ts";

/** https://argo-cd.readthedocs.io/en/stable/user-guide/projects/ */
export const projectRemoved: Danger = {
  id: "project-removed",
  level: "warn",
  explanation: "An AppProject goes that Applications name: they no longer sync, and whoever deletes one waits for ever",
  remedy: "Move its Applications to another project, or remove them, before the project goes",
  change: ({ change, old }, { after }) => {
    if (change.verb !== "prune" || old === undefined || groupKind(old.object) !== "argoproj.io/AppProject") return [];
    const { name } = old.object.metadata;
    const members = (membersOf(after).get(`${old.cluster}/${name}`) ?? []).map(member => member.name);
    return members.length === 0
      ? []
      : [{ what: `project "${name}" is deleted, and still named by ${enumerated(members)}` }];
  },
};

const membersOf = oncePer(({ applications }: Desired) =>
  Map.groupBy(applications.values(), ({ cluster, object }) => `${cluster}/${applicationSettings(object)?.project}`),
);
