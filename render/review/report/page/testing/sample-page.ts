import { reviewOf } from "../../../review-of.ts";
import { type SampleLab, sampleSituation } from "../../../testing/sample-situation.ts";
import { pageDataOf } from "../page-data-of.ts";

/** A change between two small labs, and its review. */
export function sampleReview(before: SampleLab, after: SampleLab) {
  const situation = sampleSituation(before, after);
  const revisions = { base: { name: "main", commit: "1a2b3c4" }, head: { name: "HEAD" } };
  return {
    situation,
    review: reviewOf({ ...revisions, situation, troubles: [], guidebook: { pages: [], components: [] } }),
  };
}

/** What the page shows of a change between two small labs. */
export function samplePageData(before: SampleLab, after: SampleLab) {
  const { review, situation } = sampleReview(before, after);
  return pageDataOf(review, situation);
}
