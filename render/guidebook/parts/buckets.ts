import type { Lab } from "../../checks/rule.ts";
import { stacksOfLab } from "../../inventory/lab/stacks.ts";
import { backupsOf } from "../../inventory/storage/backups.ts";
import { volumesOf } from "../../inventory/storage/volumes.ts";
import { code, codes, counted, table } from "../markdown.ts";
import type { TextPart } from "../part.ts";

/** What lies in each bucket at Google. */
export const buckets: TextPart = {
  name: "buckets",
  tell(lab) {
    const { state, longhornBackups, hostBackups } = lab.cluster.buckets;
    const backedUp = volumesOf(lab).filter(({ noBackup }) => noBackup === undefined).length;
    return table(
      ["Bucket", "What lies there", "What opens it"],
      [
        [
          code(longhornBackups),
          `Blocks of ${counted(backedUp, "volume")}, as Longhorn writes them`,
          "nothing: it lies there as it is",
        ],
        [code(hostBackups), hostFolders(lab), `${code("backup/passphrase")}; a snapshot of Vault, Vault's own keys`],
        [code(state), codes(statesOf(lab)), code("tofu/passphrase")],
      ],
    );
  },
};

/** Some labs keep the repositories of their hosts elsewhere. */
function hostFolders(lab: Lab): string {
  const places = backupsOf(lab).map(({ place }) => place);
  return codes([...new Set(places)]);
}

function statesOf(lab: Lab): string[] {
  return stacksOfLab(lab).flatMap(({ state, exists }) => (exists ? `gs://${state}` : []));
}
