import { createRequire } from "node:module";

/** The yaml package, loaded by the first text that is read: it costs 15 ms, and most renderings read none. */
export function yaml(): typeof import("yaml") {
  return require("yaml");
}

const require = createRequire(import.meta.url);
