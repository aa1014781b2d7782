/** Folders below `rendered/<cluster>/` that are no Application's: no unit may have such a name. */
export const FOLDERS = ["applications", "guidebook", "hosts", "tofu"] as const;
