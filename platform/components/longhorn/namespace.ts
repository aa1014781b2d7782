/** Where Longhorn and everything that it starts itself runs. */
export const LONGHORN_NAMESPACE = "longhorn-system";
