import { quote } from "../../../clusters/fault.ts";
import type { Finding } from "../../../clusters/finding.ts";
import { CASCADE } from "../../../platform/components/argocd/application.ts";
import type { BuiltUnit } from "../../model/unit.ts";
import { type Application, applicationFinding } from "./application-finding.ts";

const FIELD = "metadata.finalizers";

/** An app or a tool goes with its Application; what the lab stands on does not. */
export function finalizers(application: Application, deployed: BuiltUnit): Finding[] {
  const { finalizers: found = [] } = application.object.metadata;
  const listed = found.map(quote).join(", ");
  if (deployed.class !== "app" && deployed.class !== "tool") {
    if (found.length === 0) return [];
    const problem = `${listed} deletes what the lab stands on when this goes`;
    return [applicationFinding(application, FIELD, problem, "leave finalizers out")];
  }
  if (found.length === 1 && found[0] === CASCADE) return [];
  const what = found.length === 0 ? "it has none" : `${listed} is not ${quote(CASCADE)}`;
  const problem = `${what}, so it would go on running unseen when this goes`;
  return [applicationFinding(application, FIELD, problem, `write ${quote(CASCADE)} alone`)];
}
