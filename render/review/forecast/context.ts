import type { ApplicationForecast } from "./forecast.ts";
import type { Survey } from "./survey.ts";

/** What a rule about one Application may ask of the whole change. */
export interface Context {
  readonly before: Survey;
  readonly after: Survey;
  /** Of every Application that the change is about, by its key. */
  readonly fates: ReadonlyMap<string, Pick<ApplicationForecast, "fate" | "why">>;
  /** Kinds that the API server no longer knows, by cluster, group and kind. */
  readonly lost: ReadonlySet<string>;
}
