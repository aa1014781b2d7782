import { groupKind } from "../../../platform/cluster-scoped.ts";
import { fieldsOf, mappingsOf, valueAt } from "../objects/fields.ts";
import type { Danger } from "./danger.ts";

/** https://kubernetes.io/docs/reference/access-authn-authz/rbac/#aggregated-clusterroles */
export const roleAggregated: Danger = {
  id: "role-aggregated",
  level: "warn",
  explanation: "A ClusterRole is part of others by its labels: everybody who has one of those has these rights too",
  remedy: "Bind the role itself to those who need it, or see first who has the roles that it becomes part of",
  object: ({ object }) => {
    if (groupKind(object) !== "rbac.authorization.k8s.io/ClusterRole") return [];
    const labels = Object.entries(fieldsOf(object.metadata.labels));
    const selectors = mappingsOf(valueAt(object, "aggregationRule.clusterRoleSelectors"));
    return [
      ...labels.flatMap(([label, value]) =>
        label.startsWith(INTO) && value === "true"
          ? [{ what: `its rights become part of the role "${label.slice(INTO.length)}"`, field: "metadata.labels" }]
          : [],
      ),
      ...(selectors.some(selector => Object.keys(selector).length === 0)
        ? [{ what: "it takes in every ClusterRole there is", field: "aggregationRule" }]
        : []),
    ];
  },
};

const INTO = "rbac.authorization.k8s.io/aggregate-to-";
