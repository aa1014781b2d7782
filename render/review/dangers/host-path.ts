import type { KubeObject } from "../../../platform/kube-object.ts";
import { mappingsOf, textOf, valueAt } from "../objects/fields.ts";
import { containersOf, podsOf } from "../objects/pods.ts";
import type { Danger } from "./danger.ts";

/** https://kubernetes.io/docs/concepts/storage/volumes/#hostpath */
export const hostPath: Danger = {
  id: "host-path",
  level: "warn",
  explanation:
    "A pod mounts a folder of its node: who takes it over reads what lies there, or changes it, and so may get the node",
  remedy: "Use a claim; where it has to be the node's folder, the narrowest one, and readOnly",
  object: ({ object }) => {
    const pods = podsOf(object);
    return mappingsOf(pods?.spec.volumes).flatMap(volume => {
      const [name, path] = [textOf(volume.name), textOf(valueAt(volume, "hostPath.path"))];
      if (name === undefined || path === undefined) return [];
      const field = `${pods?.path}.volumes[${name}].hostPath`;
      if (isWritten(name, object) || SOCKETS.test(path))
        return [{ what: `its pods write to "${path}" of their node`, field }];
      return [{ level: "note" as const, what: `its pods read "${path}" of their node`, field }];
    });
  },
};

function isWritten(volume: string, object: KubeObject): boolean {
  return containersOf(object).some(({ fields }) =>
    mappingsOf(fields.volumeMounts).some(({ name, readOnly }) => name === volume && readOnly !== true),
  );
}

/** Who can read the socket of a container runtime can give it orders. */
const SOCKETS = /(docker|containerd|crio|podman)\.sock$/;
