import { withEdit } from "../../testing/declared-lab.ts";
import type { Lab } from "../rule.ts";

/** The public site answers on the web application's host. */
export function edit(lab: Lab): Lab {
  return withEdit(lab, "cms/IngressRoute/cms", route => {
    route.spec.routes[0].match = "Host(`webapp.arcodange.lab`)";
  });
}
