import { quote } from "../../../clusters/fault.ts";
import type { Finding } from "../../../clusters/finding.ts";
import { ROOT } from "../../../platform/naming.ts";
import { annotationField, annotationList } from "../lab/argocd-objects.ts";
import { type Application, applicationFinding, BUILDER, DERIVATION } from "./application-finding.ts";

const COMPARE_OPTIONS = "argocd.argoproj.io/compare-options";

/** The API server merges and compares; the root, which holds the most, applies only what differs. */
export function serverSide(application: Application): Finding[] {
  const { object, spec } = application;
  const sync = { field: "spec.syncPolicy.syncOptions", found: spec.syncPolicy?.syncOptions ?? [] };
  const compare = { field: annotationField(COMPARE_OPTIONS), found: annotationList(object, COMPARE_OPTIONS) };
  const wanted = [
    { ...sync, option: "ServerSideApply=true", file: BUILDER },
    ...(object.metadata.name === ROOT ? [{ ...sync, option: "ApplyOutOfSyncOnly=true", file: DERIVATION }] : []),
    { ...compare, option: "ServerSideDiff=true", file: BUILDER },
  ];
  return wanted
    .filter(({ found, option }) => !found.includes(option))
    .map(({ field, option, file }) =>
      applicationFinding(application, field, `it lacks ${quote(option)}`, `add ${quote(option)}`, file),
    );
}
