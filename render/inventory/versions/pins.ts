import type { Pin } from "../../../clusters/lab.ts";
import { appFile, imagesFile } from "../../../platform/naming.ts";
import type { Lab } from "../../checks/rule.ts";

/** A version that is pinned in the facts. */
export interface PinnedVersion {
  readonly name: string;
  readonly version: string;
  /** `github.com/argoproj/argo-cd` */
  readonly source: string;
  /** Component of that name, which runs here; undefined: something beside the cluster, or a part of another component. */
  readonly component: string | undefined;
  /** What files of it are held to, beside their version. */
  readonly heldTo: HeldTo | undefined;
}

/** SHA-256 that a person has written down. */
export type HeldTo =
  | { readonly what: "program"; readonly architectures: readonly string[] }
  | { readonly what: "definitions"; readonly files: number };

/** Every pinned version of a lab, in the order of the facts, which is alphabetical. */
export function pinsOf({ cluster, units }: Lab): PinnedVersion[] {
  const components = new Map(
    units.flatMap(({ component }) => (component ? [[component.name, component] as const] : [])),
  );
  return Object.entries(cluster.versions).map(([name, pin]) => {
    const component = components.get(name);
    const digests = component?.definitions?.digests[pin.version];
    return {
      ...{ name, version: pin.version, source: pin.source },
      component: component?.name,
      heldTo: digests === undefined ? programSums(pin) : { what: "definitions", files: Object.keys(digests).length },
    };
  });
}

function programSums({ version, sha256 }: Pin): HeldTo | undefined {
  if (sha256 === undefined || sha256.of !== version) return undefined;
  const architectures = (["arm64", "amd64"] as const).filter(each => sha256[each] !== undefined);
  return { what: "program", architectures };
}

/** The image that an instance runs, and which file says so. */
export interface PinnedImage {
  readonly instance: string;
  readonly app: string;
  readonly image: string;
  /** File to edit for another tag: that of the app, or the one that bots edit. */
  readonly file: string;
  /** Image in the app's own file, where another tag replaces its. */
  readonly first: string | undefined;
}

/** The image of every instance that is rendered from here; one with a chart of its own says it there. */
export function imagesOf({ cluster, units }: Lab): PinnedImage[] {
  return units.flatMap(({ instance }) => {
    if (instance === undefined || instance.image === "") return [];
    const { name, app, image, firstImage } = instance;
    const file = firstImage === undefined ? appFile(app) : imagesFile(cluster.name);
    return [{ instance: name, app, image, file, first: firstImage }];
  });
}
