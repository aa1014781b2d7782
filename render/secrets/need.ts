import type { Values } from "../../platform/secrets/kv.ts";
import type { Keys } from "../../platform/secrets/origin.ts";
import type { VaultAccess } from "../../platform/secrets/vault-request.ts";
import type { Workshop } from "./workshop.ts";

/** Something secret that the lab needs, and where it lies. */
export interface Need {
  /**
   * `redis/passwords` below the KV mount; else Vault's own path, `ci/erp/registry` or `auth/oidc/config`; or that of a
   * workflow's secret in Gitea, `workflows/lab/BUMP_TOKEN`.
   */
  readonly path: string;
  /** With the origin of each. Absent: an app's own, with whatever keys a person types in. */
  readonly keys?: Keys;
  /** Who uses it: roles in Vault, or workflows. */
  readonly readers: readonly string[];
  /** What is there, without its values. */
  readonly look: (workshop: Workshop) => Promise<Outline | undefined>;
  /**
   * Makes new values of some keys, all of which can be made in place.
   *
   * @param occasion `missing`: whoever made a key meanwhile was first; `anew`: the old value goes
   */
  readonly make: (workshop: Workshop, keys: Keys, occasion: "missing" | "anew") => Promise<void>;
  /** Puts values beside those that are there, and says whether that changed anything. Absent: nobody can bring any. */
  readonly put?: (vault: VaultAccess, values: Values) => Promise<boolean>;
}

/** What is there of a secret. */
export interface Outline {
  readonly keys: readonly string[];
  /** When it was written, as RFC 3339, where that is known. */
  readonly written?: string;
}
