import type { Finding } from "../../clusters/finding.ts";
import { type ImageReference, parseImage } from "../../platform/image.ts";
import { containersOf, podTemplate } from "../../platform/pod-template.ts";
import { objectFinding } from "./findings/object-finding.ts";
import { objectsOf, type Rule } from "./rule.ts";

/**
 * Every image names its registry and a version that stays what it is: what runs after a power cut must be what ran
 * before, and a short name is resolved by each node as it likes.
 */
export const imagesTagged: Rule = {
  name: "images-tagged",
  check(lab) {
    const findings: Finding[] = [];
    for (const { unit, object } of objectsOf(lab)) {
      const template = podTemplate(object);
      if (template === undefined) continue;
      for (const { container, path } of containersOf(template.spec)) {
        const fault = imageFault(container.image);
        if (fault === undefined) continue;
        findings.push(
          objectFinding(imagesTagged.name, unit, object, { field: `${template.path}.${path}.image`, ...fault }),
        );
      }
    }
    return findings;
  },
};

interface Fault {
  readonly problem: string;
  readonly remedy: string;
}

/** Tags that their publishers move. */
const MOVING: ReadonlySet<string> = new Set(["latest", "main", "master", "edge", "nightly", "stable", "dev"]);
/** https://github.com/distribution/reference/blob/main/regexp.go */
const TAG = /^\w[\w.-]{0,127}$/;
const DIGEST = /^sha256:[0-9a-f]{64}$/;

function imageFault(reference: string | undefined): Fault | undefined {
  if (reference === undefined || reference === "") {
    return { problem: "it has none", remedy: 'write one such as "docker.io/library/redis:8.2.1"' };
  }
  const image = parseImage(reference);
  return registryFault(reference, image) ?? tagFault(reference, image) ?? digestFault(reference, image);
}

function registryFault(reference: string, { registry }: ImageReference): Fault | undefined {
  if (registry !== undefined) return undefined;
  const full = reference.includes("/") ? `docker.io/${reference}` : `docker.io/library/${reference}`;
  return { problem: `"${reference}" names no registry`, remedy: `write it in full, such as "${full}",` };
}

function tagFault(reference: string, { tag }: ImageReference): Fault | undefined {
  if (tag === undefined) return { problem: `"${reference}" has no tag`, remedy: "add the version as its tag" };
  if (MOVING.has(tag.toLowerCase())) {
    return { problem: `tag "${tag}" of "${reference}" moves`, remedy: "write the tag of one version" };
  }
  if (TAG.test(tag)) return undefined;
  return {
    problem: `"${tag}" of "${reference}" is no tag`,
    remedy: 'write letters, digits, "_", "." and "-", at most 128,',
  };
}

function digestFault(reference: string, { digest }: ImageReference): Fault | undefined {
  if (digest === undefined || DIGEST.test(digest)) return undefined;
  return {
    problem: `"${digest}" of "${reference}" is no digest`,
    remedy: 'write "sha256:" and 64 digits of 0-9 and a-f, or leave it out,',
  };
}
