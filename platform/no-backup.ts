/** Annotation of a claim that says why its volume is not backed up. */
export const NO_BACKUP = "lab/no-backup";
