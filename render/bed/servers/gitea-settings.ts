import { randomBytes } from "node:crypto";
import { GITEA_ATTACHMENTS } from "../../../platform/hosts/parts/gitea-settings.ts";

/** Sections of Gitea's app.ini, and their settings; undefined leaves one out. */
export type Settings = Readonly<Record<string, Readonly<Record<string, Setting>>>>;

type Setting = string | number | boolean | undefined;

/** https://docs.gitea.com/administration/config-cheat-sheet */
export const fixedSettings: Settings = {
  service: { DISABLE_REGISTRATION: true },
  actions: { ENABLED: true, DEFAULT_ACTIONS_URL: "self" }, // third-party actions: from this Gitea or not at all
  attachment: { ALLOWED_TYPES: GITEA_ATTACHMENTS },
  migrations: { ALLOW_LOCALNETWORKS: true }, // what stands for elsewhere is here too
  webhook: { ALLOWED_HOST_LIST: "loopback,private" },
  log: { MODE: "console", LEVEL: "info" },
  indexer: { ISSUE_INDEXER_TYPE: "db" },
};

/** Secrets of a new Gitea, by section. */
export function newSecrets(): Settings {
  const secret = () => randomBytes(32).toString("base64url");
  return {
    security: { INSTALL_LOCK: true, SECRET_KEY: secret(), INTERNAL_TOKEN: secret() },
    oauth2: { JWT_SECRET: secret() },
  };
}

/** The text of app.ini. */
export function ini(settings: Settings): string {
  const sections = Object.entries(settings).map(([section, values]) => {
    const lines = Object.entries(values).filter(([, value]) => value !== undefined);
    return `[${section}]\n${lines.map(([name, value]) => `${name} = ${value}\n`).join("")}`;
  });
  return sections.join("\n");
}
