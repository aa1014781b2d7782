import { customResource } from "../../custom-resource.ts";

/** https://argocd-image-updater.readthedocs.io/en/stable/configuration/applications/ */
export interface ImageUpdaterSpec {
  readonly commonUpdateSettings?: UpdateSettings;
  readonly writeBackConfig?: WriteBack;
  /** At least one. */
  readonly applicationRefs: readonly ApplicationReference[];
}

export interface ApplicationReference {
  /** Application of the same namespace; a name, or a pattern such as `erp-*`. */
  readonly namePattern: string;
  readonly images: readonly UpdatedImage[];
  /** Over that of the whole. */
  readonly writeBackConfig?: WriteBack;
}

export interface UpdatedImage {
  /** Unique in its Application. */
  readonly alias: string;
  /** With its registry, and behind a colon the versions that may be taken: `host/owner/erp:1.x`. Default: all releases. */
  readonly imageName: string;
  /** Where in the values name and tag are written, as paths with dots. */
  readonly manifestTargets: { readonly helm: { readonly name: string; readonly tag: string } };
}

export interface UpdateSettings {
  readonly updateStrategy: "semver";
  /** `linux/arm64`: an image that has none of them is no candidate. */
  readonly platforms: readonly string[];
}

export interface WriteBack {
  /** `git:repocreds` logs in with the repository Secret of Argo CD that has the same address. */
  readonly method?: "git:repocreds";
  readonly gitConfig: {
    readonly repository?: string;
    /** What is read, and what is pushed to: `main:bump/erp`. */
    readonly branch?: string;
    /** `helmvalues:/path/in/the/repository.yaml`. */
    readonly writeBackTarget?: string;
  };
}

export const ImageUpdater = customResource<ImageUpdaterSpec>(
  "argocd-image-updater.argoproj.io/v1alpha1",
  "ImageUpdater",
);
