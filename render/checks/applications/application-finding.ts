import type { Finding } from "../../../clusters/finding.ts";
import { objectFinding } from "../findings/object-finding.ts";
import type { ApplicationSpec, ArgoObject } from "../lab/argocd-objects.ts";

export type Application = ArgoObject<ApplicationSpec>;

/** File that writes most fields of an Application; what it is given comes from `DERIVATION`. */
export const BUILDER = "platform/components/argocd/application.ts";

export const DERIVATION = "render/model/derive.ts";

/**
 * A finding of the rule `applications` about one field of an Application.
 *
 * @param file where to mend it; by default the file of the unit that carries the Application
 */
export function applicationFinding(
  { unit, object }: Application,
  field: string,
  problem: string,
  remedy: string,
  file = unit.file,
): Finding {
  return objectFinding("applications", unit, object, { field, problem, remedy, file });
}
