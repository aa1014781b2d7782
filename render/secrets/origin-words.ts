import type { Origin } from "../../platform/secrets/origin.ts";

/** Where the value of a key comes from, in words: `random`, `a person: the token that DuckDNS shows`. */
export function originWords(origin: Origin): string {
  switch (origin.from) {
    case "person":
      return `a person: ${origin.what}`;
    case "users":
      return "a person: a line name:hash for each who may pass, as htpasswd -nB <name> prints it";
    case "random":
      return "random";
    case "fixed":
      return `fixed: ${origin.value}`;
    case "gitea-token":
      return `Gitea: token of ${origin.account}, ${origin.scopes.join(" ")}`;
    case "gitea-application":
      return `Gitea: ${origin.part} of the application ${origin.application}`;
    case "webhook":
      return `shared with Gitea: signs what it tells ${origin.application} of every push`;
    case "database-role":
      return `shared with PostgreSQL: password of ${origin.role}`;
    case "signing-key":
      return `shared with Gitea: signs for the workflows of ${origin.app}`;
    case "stack":
      return `OpenTofu: lab tofu apply ${origin.stack}`;
  }
}

/** Of an app's secret, whose keys its author knows. */
export const ANY_KEYS = "a person: whatever keys the app reads";
