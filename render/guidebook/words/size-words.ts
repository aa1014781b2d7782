import { GIBIBYTE, MEBIBYTE } from "../../checks/capacity/bytes.ts";

/**
 * A size as people read it: `5 GiB`, `128 MiB`.
 *
 * @param round what is taken is rounded up; what is left, down
 */
export function sizeWords(bytes: number, round = Math.ceil): string {
  return Math.abs(bytes) < GIBIBYTE ? `${round(bytes / MEBIBYTE)} MiB` : `${round((bytes / GIBIBYTE) * 10) / 10} GiB`;
}
