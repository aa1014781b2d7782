import { settingIn } from "../../setting-in.ts";
import { usersOfTool } from "../users-of-tool.ts";
import { type Coupling, sharedBy } from "./coupling.ts";

export const sameCache: Coupling = {
  name: "same-cache",
  title: "The same cache",
  explanation:
    "Apps share one Redis, one password and all of its keys: each may read, overwrite and push out what another one keeps.",
  remedy: "Begin the keys of each instance with its name, and keep nothing there that another may not read.",
  find: lab =>
    sharedBy("redis", usersOfTool(lab, "redis"), [
      "none of them may change the server, or empty it",
      `${settingIn(lab, "redis", "maxmemory")} for all together`,
    ]),
};
