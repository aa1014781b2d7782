import { withEdit } from "../../testing/declared-lab.ts";
import type { Lab } from "../rule.ts";

/** A Service opens the port of Step-CA on the nodes that answer for Traefik, pi1 included, where Step-CA listens. */
export function edit(lab: Lab): Lab {
  return withEdit(lab, "webapp/Service/webapp", service => {
    service.spec.type = "LoadBalancer";
    service.spec.ports[0].port = 9000;
  });
}
