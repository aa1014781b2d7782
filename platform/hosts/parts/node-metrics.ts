import { TEXTFILE_FOLDER } from "../../components/node-exporter/agents.ts";
import type { PartOf } from "../machine.ts";

/** Folders of the agents that run on every node: made here, so that scripts of the host may write before k3s runs. */
export const nodeMetrics: PartOf = () => ({
  folders: [{ path: TEXTFILE_FOLDER }, { path: "/var/lib/vlagent", mode: "0700" }],
});
