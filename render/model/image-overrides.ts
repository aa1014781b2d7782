import { closest } from "fastest-levenshtein";
import type { Finding } from "../../clusters/finding.ts";
import type { Cluster } from "../../clusters/lab.ts";
import type { AppDefinition, NativeApp } from "../../platform/app.ts";
import { parseImage, resolveImage } from "../../platform/image.ts";
import type { ImageOverride } from "../../platform/instantiate.ts";
import { imagesFile, instanceName } from "../../platform/naming.ts";
import { yaml } from "../tree/yaml.ts";

export interface ImageOverrides {
  readonly byInstance: ReadonlyMap<string, ImageOverride>;
  readonly findings: readonly Finding[];
}

/**
 * Reads the image tags of one cluster that replace the apps' first ones. An override that changes nothing, names no
 * instance of this cluster, or belongs to another image is stale, and a finding.
 */
export function imageOverrides(
  cluster: Cluster,
  apps: readonly AppDefinition[],
  files: ReadonlyMap<string, string>,
): ImageOverrides {
  const file = imagesFile(cluster.name);
  const declared = declaredImages(cluster, apps);
  const byInstance = new Map<string, ImageOverride>();
  const findings: Finding[] = [];
  const report = (unit: string | undefined, problem: string, remedy: string) =>
    findings.push({
      level: "error",
      rule: "images",
      cluster: cluster.name,
      ...(unit && { unit }),
      problem,
      remedy,
      file,
    });

  for (const [instance, value] of entries(files.get(cluster.name) ?? "", report)) {
    const override = asOverride(value);
    const image = declared.get(instance);
    if (override === undefined) {
      report(instance, `${JSON.stringify(value)} is no image override`, 'write { tag: "1.2.3" }, the tag in quotes,');
    } else if (image === undefined) {
      const near = closest(instance, [...declared.keys()]);
      report(
        instance,
        "no such instance runs here",
        near ? `write "${near}", or remove its lines` : "remove its lines",
      );
    } else if (override.name !== undefined && place(resolveImage(override.name, cluster.gitea, "")) !== place(image)) {
      report(instance, `"${override.name}" is not the app's image "${image}"`, "remove its lines");
    } else if (override.tag === parseImage(image).tag) {
      report(instance, `tag "${override.tag}" is the one that the app declares`, "remove its lines");
    } else {
      byInstance.set(instance, override);
    }
  }
  return { byInstance, findings };
}

/** An image without its tag. */
function place(reference: string): string {
  const { registry, repository } = parseImage(reference);
  return `${registry}/${repository}`;
}

type Report = (unit: string | undefined, problem: string, remedy: string) => void;

function entries(text: string, report: Report): [string, unknown][] {
  const lines = text.split("\n").filter(line => !/^\s*(#|$)/.test(line));
  if (["", "{}"].includes(lines.join(""))) return []; // most files, and a parser takes longer to load than all else here
  try {
    const content: unknown = yaml().parse(text);
    if (content === null) return [];
    if (typeof content === "object" && !Array.isArray(content)) return Object.entries(content);
    report(undefined, "it is not a mapping", "map each instance to its tag");
  } catch (error) {
    report(undefined, `it cannot be read: ${(error as Error).message.split("\n")[0]}`, "mend its YAML");
  }
  return [];
}

function asOverride(value: unknown): ImageOverride | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { tag, name, ...others } = value as Record<string, unknown>;
  if (typeof tag !== "string" || tag === "" || Object.keys(others).length > 0) return undefined;
  if (name === undefined) return { tag };
  return typeof name === "string" ? { tag, name } : undefined;
}

function declaredImages(cluster: Cluster, apps: readonly AppDefinition[]): Map<string, string> {
  return new Map(
    apps
      .filter((app): app is NativeApp => "image" in app)
      .flatMap(app =>
        app.environments
          .filter(environment => environment in cluster.environments)
          .map(
            environment =>
              [instanceName(app.name, environment), resolveImage(app.image, cluster.gitea, undefined)] as const,
          ),
      ),
  );
}
