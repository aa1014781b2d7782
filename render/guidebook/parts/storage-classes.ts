import type { StorageClass } from "../../../clusters/lab.ts";
import { code, counted, table } from "../markdown.ts";
import type { TextPart } from "../part.ts";

/** What each StorageClass does with the data of a volume. */
export const storageClasses: TextPart = {
  name: "storage-classes",
  tell({ cluster: { storage } }) {
    const rows = Object.entries(storage.classes).map(([name, facts]) => [
      `${code(name)}${name === storage.defaultClass ? ", the default" : ""}`,
      counted(facts.replicas, "copy", "copies"),
      PLACES[facts.locality],
    ]);
    return table(["Class", "Copies", "Where"], rows);
  },
};

const PLACES: Readonly<Record<StorageClass["locality"], string>> = {
  disabled: "each on another node",
  "best-effort": "each on another node, one of them beside the pod where there is room",
  "strict-local": "beside the pod, which can run nowhere else",
};
