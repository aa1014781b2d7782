import type { Definitions } from "../../component.ts";

/** The CRD of the Image Updater. */
export const imageUpdaterDefinitions: Definitions = {
  url: version => `https://raw.githubusercontent.com/argoproj-labs/argocd-image-updater/${version}/config/crd/bases`,
  mirror: "argocd-image-updater",
  files: ["argocd-image-updater.argoproj.io_imageupdaters.yaml"],
  digests: {
    "v1.3.0": {
      "argocd-image-updater.argoproj.io_imageupdaters.yaml":
        "af62a8bd99e49ae9b5630e238365b136f4800a1dda9d7ee585abc9187a610bef",
    },
  },
};
