import { withEdit } from "../../testing/declared-lab.ts";
import type { Lab } from "../rule.ts";

/** The web application comes from a registry that nobody has looked at. */
export const edit = (lab: Lab): Lab =>
  withEdit(lab, "webapp/Deployment/webapp", deployment => {
    deployment.spec.template.spec.containers[0].image = "ghcr.io/somebody/webapp:1.0.0";
  });
