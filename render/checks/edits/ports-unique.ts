import { withEdit } from "../../testing/declared-lab.ts";
import type { Lab } from "../rule.ts";

/** A Service opens PostgreSQL's port on every node, pi2 included, where PostgreSQL itself listens. */
export function edit(lab: Lab): Lab {
  return withEdit(lab, "webapp/Service/webapp", service => {
    service.spec.type = "LoadBalancer";
    service.spec.ports[0].port = 5432;
  });
}
