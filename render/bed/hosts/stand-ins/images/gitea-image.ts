import { cpSync } from "node:fs";
import { join } from "node:path";
import { giteaAssets } from "../../../servers/gitea-assets.ts";
import { seenAt } from "../shared.ts";
import { type Image, writeAccounts, writeEnvironment, writeProgram } from "./image.ts";

const HOME = "/var/lib/gitea";
const TEMPORARY = "/tmp/gitea";

/**
 * Gitea as its rootless image has it: the image's own start makes a few folders, and its `gitea` knows where the settings
 * are, also for `docker exec`. A Gitea of the bed has its templates beside it; here they lie where a person's own would.
 *
 * @see https://github.com/go-gitea/gitea/blob/main/Dockerfile.rootless
 */
export const giteaImage: Image = {
  parts: ["gitea"],
  layOut(image) {
    writeProgram(
      join(image, "bin/gitea"),
      'mkdir -p "$HOME" "$TMPDIR"',
      `exec ${seenAt("gitea")} --config=/etc/gitea/app.ini "$@"`,
    );
    writeAccounts(image, "git", "1000:1000");
    const assets = giteaAssets();
    const custom = assets === undefined ? `${HOME}/custom` : "/opt/images/gitea/assets";
    if (assets !== undefined) cpSync(assets, join(image, "assets"), { recursive: true });
    writeEnvironment(image, { HOME: `${HOME}/git`, TMPDIR: TEMPORARY, GITEA_WORK_DIR: HOME, GITEA_CUSTOM: custom });
  },
};
