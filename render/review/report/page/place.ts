import { harmless } from "../../../terminal/harmless.ts";

/** An Application and its cluster, as the page calls it: `arcodange/erp`. */
export function place(cluster: string, application: string): string {
  return harmless([cluster, application].filter(part => part !== "").join("/"));
}
