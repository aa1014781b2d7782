import { cloudflareStack } from "./cloudflare/stack.ts";
import { giteaStack } from "./gitea/stack.ts";
import { googleStack } from "./google/stack.ts";
import { ovhStack } from "./ovh/stack.ts";
import { postgresStack } from "./postgres/stack.ts";
import type { Stack } from "./stack.ts";
import { vaultStack } from "./vault/stack.ts";

/** Every stack, in an order in which each comes after those that it needs. */
export const stacks: readonly Stack[] = [giteaStack, postgresStack, vaultStack, googleStack, cloudflareStack, ovhStack];
