/** Kinds of objects that a unit has in another unit's folder, by its own name. */
const ELSEWHERE: Readonly<Record<string, readonly string[]>> = {
  applications: ["application", "appproject"],
  "argocd-image-updater": ["imageupdater"],
};

/**
 * Whether a file belongs to a unit: it lies in its folder, or declares its Application, its own project, or how its
 * image is kept up to date.
 */
export function isOfUnit(path: string, unit: string): boolean {
  const [, folder = "", file] = path.split("/");
  return folder === unit || (ELSEWHERE[folder] ?? []).some(kind => file === `${kind}-${unit}.yaml`);
}

/** Whether a file or folder is of a cluster's guidebook: `arcodange/guidebook/storage.md`. It tells of all units, and is deployed nowhere. */
export function isGuidebook(path: string): boolean {
  return /^[^/]+\/guidebook(\/|$)/.test(path);
}
