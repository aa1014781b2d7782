import { list } from "../markdown.ts";
import type { TextPart } from "../part.ts";
import type { NodeKind } from "../pictures/drawing.ts";

/** What each kind of node means; below every picture stand those that it shows. */
export const legend: TextPart = {
  name: "legend",
  tell: () => list(Object.entries(MEANINGS).map(([kind, meaning]) => `**${kind}**: ${meaning}`)),
};

/** The type wants a word for every kind that a picture can have. */
const MEANINGS: Readonly<Record<NodeKind, string>> = {
  person: "somebody who asks or decides",
  host: "a machine, or a service beside the cluster",
  platform: "what apps stand on, in the cluster",
  tool: "a service beside the apps",
  app: "an app, or an instance of one",
  data: "what holds data: a database, a volume, a bucket",
  secret: "what keeps or brings secrets",
  outside: "what belongs to others, on the Internet",
};
