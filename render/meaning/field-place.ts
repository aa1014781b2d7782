/**
 * Where a value stands in an object: names of fields from its kind down, such as
 * `["Service", "spec", "ports", "protocol"]`. An element of a list stands where its list does.
 */
export type FieldPlace = readonly string[];

/** Whether a place ends in these fields: `["containers", "ports"]`. */
export function endsIn(place: FieldPlace, end: readonly string[]): boolean {
  return end.every((field, index) => place[place.length - end.length + index] === field);
}

/** Whether it is a key that somebody chose, or below one, and no field that Kubernetes knows: in labels, data, parameters. */
export function isChosen(place: FieldPlace): boolean {
  const owner = place.findIndex(field => MAPS.has(field));
  if (owner !== -1 && owner < place.length - 1) return true;
  return endsIn(place.slice(0, 3), ["Service", "spec", "selector"]) && place.length > 3;
}

const MAPS: ReadonlySet<string> = new Set([
  "annotations",
  "binaryData",
  "data",
  "labels",
  "matchLabels",
  "nodeSelector",
  "options",
  "parameters",
  "stringData",
  "volumeAttributes",
]);
