import type { Definitions } from "../../component.ts";

/**
 * The CRDs of Longhorn, from the file that installs all of it. The file of its manager that has them alone is a
 * template of its chart, and no YAML.
 *
 * @see https://github.com/longhorn/longhorn-manager/blob/v1.12.1/k8s/crds.yaml
 */
export const longhornDefinitions: Definitions = {
  url: version => `https://raw.githubusercontent.com/longhorn/longhorn/${version}/deploy`,
  mirror: "longhorn",
  files: ["longhorn.yaml"],
  digests: {
    "v1.12.1": {
      "longhorn.yaml": "41648963af867ac1d0c85755fb53cf61cacd57c9bb22e1942e3fb0439eeb04fd",
    },
  },
};
