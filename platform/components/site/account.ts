import { owned } from "../../naming.ts";
import { giteaToken, type Secrets } from "../../secrets/origin.ts";

/** Name of the component, and of its account in Gitea, which may read this repository and nothing else. */
export const NAME = "site";

const SECRET = "gitea";

/** By what it shows Gitea who it is. */
export const loginSecrets: Secrets = { [SECRET]: { token: giteaToken(NAME, "read:repository") } };

/** The Secret in which it arrives, and the file of its token where that is mounted. */
export const LOGIN = { object: owned(NAME, SECRET), file: "token" } as const;
