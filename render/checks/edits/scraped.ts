import { withEdit } from "../../testing/declared-lab.ts";
import type { Lab } from "../rule.ts";

/** Prometheus would ask at a port where nobody listens. */
export const edit = (lab: Lab): Lab =>
  withEdit(lab, "kube-state-metrics/Deployment/kube-state-metrics", ({ spec }) => {
    spec.template.metadata.annotations["prometheus.io/port"] = "8088";
  });
