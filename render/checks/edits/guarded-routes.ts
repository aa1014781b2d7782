import { withEdit } from "../../testing/declared-lab.ts";
import type { Lab } from "../rule.ts";

/** The public site would be asked as often as anyone likes. */
export const edit = (lab: Lab): Lab =>
  withEdit(lab, "cms/IngressRoute/cms-public", route => {
    route.spec.routes[0].middlewares = [{ name: "crowdsec" }, { name: "security-headers" }];
  });
