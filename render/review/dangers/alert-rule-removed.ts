import { oncePer } from "../../memory/once-per.ts";
import { alertsOf } from "../objects/alert-rules.ts";
import type { Situation } from "../situation.ts";
import { enumerated } from "../words/enumerated.ts";
import type { Danger } from "./danger.ts";

export const alertRuleRemoved: Danger = {
  id: "alert-rule-removed",
  level: "warn",
  explanation: "Rules of alerts go: what they watched may break, and nobody is told",
  remedy: "See that another rule covers each of them, or that what it watched is gone as well",
  change: ({ change, old }, situation) => {
    if (old === undefined || change.verb === "keep" || change.verb === "orphan") return [];
    const gone = [...new Set(alertsOf(old.object))].filter(
      alert => !alertsAfter(situation).has(`${old.cluster}/${alert}`),
    );
    return gone.length === 0 ? [] : [{ what: `no rule for ${enumerated(gone)} is left` }];
  },
};

/** Alerts that some touched object still defines: a rule that moves to another object is not gone. */
const alertsAfter = oncePer(
  ({ changes }: Situation) =>
    new Set(
      changes.flatMap(({ fresh }) => (fresh ? alertsOf(fresh.object).map(alert => `${fresh.cluster}/${alert}`) : [])),
    ),
);
