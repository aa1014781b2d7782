import type { Stack } from "../stack.ts";

export const googleStack: Stack = {
  name: "google",
  makes: "Where backups go, and who may write them there.",
  needs: ["vault"],
  credentials: {
    GOOGLE_CREDENTIALS: "google/credentials",
    GOOGLE_PROJECT: "google/project",
    VAULT_TOKEN: "vault/token",
  },
  variables: ({ cluster: { buckets } }) => ({
    longhorn_bucket: buckets.longhornBackups,
    host_bucket: buckets.hostBackups,
  }),
};
