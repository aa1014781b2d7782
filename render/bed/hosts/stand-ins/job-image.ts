import { join } from "node:path";
import { writeProgram } from "./images/image.ts";

/**
 * A Podman that says of every image that it is there, in place of the image of jobs. Why not the real one: it is built from
 * one of a registry, by containers. Runners register and wait for jobs, which none could run; all else is Podman itself.
 */
export function pretendJobImage(root: string): void {
  writeProgram(
    join(root, "usr/local/bin/podman"),
    '[ "$1 $2" != "image exists" ] || exit 0',
    'exec /usr/bin/podman "$@"',
  );
}
