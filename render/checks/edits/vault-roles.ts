import { withEdit } from "../../testing/declared-lab.ts";
import type { Lab } from "../rule.ts";

/** Prometheus logs in with the role of Grafana. */
export function edit(lab: Lab): Lab {
  return withEdit(lab, "prometheus/VaultAuth/prometheus", login => {
    login.spec.kubernetes.role = "grafana";
  });
}
