import type { Finding } from "../../clusters/finding.ts";
import { parseImage } from "../../platform/image.ts";
import { IMAGE_PLATFORMS } from "../../platform/image-platforms.ts";
import { type Container, containersOf, type PodSpec } from "../../platform/pod-template.ts";
import { inQuotes } from "./findings/mismatch.ts";
import { nearest } from "./findings/near-names.ts";
import { objectFinding } from "./findings/object-finding.ts";
import { workloadsOf } from "./lab/objects-by-kind.ts";
import type { Lab, Rule } from "./rule.ts";

/**
 * Every image is built for every node that its pods may run on, as its publisher declares; those too that a container
 * is told to start other pods from. The lab's own registry holds what its CI built for its nodes.
 */
export const imagePlatforms: Rule = {
  name: "image-platforms",
  check(lab) {
    const findings: Finding[] = [];
    for (const { unit, object, template } of workloadsOf(lab)) {
      for (const { container, path } of containersOf(template.spec)) {
        for (const { image, field } of imagesOf(container)) {
          const fault = platformFault(lab, template.spec, image);
          if (fault === undefined) continue;
          const about = { field: `${template.path}.${path}.${field}`, ...fault, file: FILE };
          findings.push(objectFinding(imagePlatforms.name, unit, object, about));
        }
      }
    }
    return findings;
  },
};

const FILE = "platform/image-platforms.ts";

/** A whole reference, with a registry and a tag, alone or as the value of an option. */
const REFERENCE =
  /^(?:--?[\w.-]+=)?((?:[a-z0-9-]+\.)+[a-z0-9-]+(?::\d+)?\/[a-z0-9._/-]+:\w[\w.-]*(?:@sha256:[0-9a-f]{64})?)$/;

/** The image of a container, and those that it names to others, each with its field. */
function imagesOf({ image, command = [], args = [], env = [] }: Container) {
  const words = Object.entries({ command, args }).flatMap(([list, texts]) =>
    (texts as readonly string[]).map((text, index) => ({ text, field: `${list}[${index}]` })),
  );
  const values = (env as readonly { name: string; value?: string }[]).map(({ name, value = "" }) => ({
    text: value,
    field: `env[${name}]`,
  }));
  const named = [...words, ...values].flatMap(({ text, field }) => {
    const reference = REFERENCE.exec(text)?.[1];
    return reference === undefined ? [] : [{ image: reference, field }];
  });
  return [{ image, field: "image" }, ...named];
}

function platformFault({ cluster }: Lab, spec: PodSpec, reference: string | undefined) {
  if (reference === undefined) return undefined; // said by images-tagged
  const { registry, repository } = parseImage(reference);
  if (registry === undefined || registry === cluster.gitea.host) return undefined;
  const name = `${registry}/${repository}`;
  const built = IMAGE_PLATFORMS[name];
  if (built === undefined) {
    const near = nearest(name, Object.keys(IMAGE_PLATFORMS));
    const remedy = `add it with the platforms of its manifest${near === undefined ? "" : `, or write ${inQuotes(near)}`}`;
    return { problem: `nobody has said which platforms ${inQuotes(name)} is built for`, remedy };
  }
  const missing = architecturesOf(cluster, spec).filter(architecture => !built.some(each => each === architecture));
  if (missing.length === 0) return undefined;
  return {
    problem: `${inQuotes(name)} is built for ${built.join(", ")}, and the pod may run on ${missing.join(", ")}`,
    remedy: "take an image that is built for it, or keep the pod away from such nodes; what is built stands",
  };
}

/** Of the nodes that a pod's selector admits. */
function architecturesOf({ nodes }: Lab["cluster"], { nodeSelector = {} }: PodSpec): string[] {
  const host = nodeSelector["kubernetes.io/hostname"];
  const architecture = nodeSelector["kubernetes.io/arch"];
  const admitted = Object.entries(nodes).filter(
    ([name, node]) =>
      (host === undefined || host === name) && (architecture === undefined || architecture === node.architecture),
  );
  return [...new Set(admitted.map(([, node]) => node.architecture))];
}
