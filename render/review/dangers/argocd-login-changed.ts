import { isArgocdSettings, loginsOf } from "../objects/argocd-access.ts";
import { fieldsOf } from "../objects/fields.ts";
import type { Danger } from "./danger.ts";

/** https://argo-cd.readthedocs.io/en/stable/operator-manual/user-management/ */
export const argocdLoginChanged: Danger = {
  id: "argocd-login-changed",
  level: "warn",
  explanation:
    "People log in to Argo CD in another way, or not at all: whoever is locked out can stop or repair no sync",
  remedy: "Keep one way that was tried, such as the account admin, until the new one works",
  change: ({ old, fresh }) => {
    if (old === undefined || fresh === undefined || !isArgocdSettings(fresh.object, "argocd-cm")) return [];
    const [was, is] = [loginsOf(old.object), loginsOf(fresh.object)];
    if (was.length > 0 && is.length === 0) return [{ level: "stop", what: "nobody can log in to Argo CD any more" }];
    const [before, after] = [fieldsOf(old.object.data), fieldsOf(fresh.object.data)];
    return [
      ...was.filter(login => !is.includes(login)).map(login => ({ what: `the login by ${login} goes` })),
      ...SETTINGS.filter(key => before[key] != null && after[key] != null && before[key] !== after[key]).map(key => ({
        what: `"${key}" of the login changes`,
        field: `data["${key}"]`,
      })),
    ];
  },
};

/** The address counts too: the server of the logins sends people back to it and to no other. */
const SETTINGS = ["url", "oidc.config", "dex.config"];
