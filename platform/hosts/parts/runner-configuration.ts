import { createHash } from "node:crypto";
import { type Runner, registrationFile } from "./runners.ts";

/** The host's bundle of authorities, the lab's among them, in which jobs trust as well. */
const AUTHORITIES = "/etc/ssl/certs/ca-certificates.crt";

/**
 * Settings of a runner. One job at a time. Its container gets no socket of Podman's, and mounts nothing of the host but whom
 * it may trust. An app's workflow builds an image in there: with `chroot` and `vfs`, Buildah needs no more rights for that
 * than any job has, not even for files of other users.
 *
 * @see https://gitea.com/gitea/runner/src/branch/main/internal/pkg/config/config.example.yaml
 */
export function runnerConfiguration(runner: Runner, jobImage: string) {
  return {
    runner: {
      file: registrationFile(runner),
      capacity: 1,
      timeout: "1h",
      shutdown_timeout: "1m",
      labels: [`${runner.label}:docker://${jobImage}`],
      envs: {
        GIT_SSL_CAINFO: AUTHORITIES,
        SSL_CERT_FILE: AUTHORITIES,
        NODE_EXTRA_CA_CERTS: AUTHORITIES,
        BUILDAH_ISOLATION: "chroot",
        STORAGE_DRIVER: "vfs",
      },
    },
    cache: { enabled: false },
    container: {
      docker_host: "-",
      force_pull: false,
      privileged: false,
      options: `--volume=${AUTHORITIES}:${AUTHORITIES}:ro`,
      valid_volumes: [AUTHORITIES],
    },
  };
}

/** `localhost/lab/job:3f2a91c0`: built on the host, and anew when its Dockerfile is another. */
export function jobImageOf(dockerfile: string): string {
  return `localhost/lab/job:${createHash("sha256").update(dockerfile).digest("hex").slice(0, 8)}`;
}
