/** Labels of Longhorn's own objects. */
export const LONGHORN_LABELS = { "app.kubernetes.io/name": "longhorn" } as const;

/** PriorityClass of all that Longhorn runs: a volume must outlive whoever writes to it. */
export const LONGHORN_PRIORITY = "longhorn-critical";

/** Longhorn finds its own pods by these, and so do its services and policies: they may not be renamed. */
export const PODS = {
  manager: { app: "longhorn-manager" },
  deployer: { app: "longhorn-driver-deployer" },
  ui: { app: "longhorn-ui" },
} as const;

/** Service of the managers: API and metrics. */
export const BACKEND = { name: "longhorn-backend", port: 9500 } as const;
