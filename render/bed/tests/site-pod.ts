import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { arcodange } from "../../../clusters/arcodange/index.ts";
import type { Cluster } from "../../../clusters/lab.ts";
import { site } from "../../../platform/components/site/index.ts";
import type { Container } from "../../../platform/kubernetes.ts";
import { objectsIn, only } from "../../../platform/testing/sample-instance.ts";
import { type Part, startPart } from "../process/part.ts";
import { program } from "../program/program.ts";

/** The site's pod with its containers as processes, and its volumes as folders. */
export interface SitePod {
  /** Folder of a volume, by its name: `pages`. */
  readonly volume: (name: string) => string;
  /** Starts a container, which is taken as running once its liveness probe passes. */
  readonly start: (container: string, env?: Readonly<Record<string, string>>) => Promise<Part>;
  /** What a probe of a container is answered. */
  readonly probed: (container: string, probe: "readinessProbe" | "livenessProbe") => Promise<number>;
  /** Address at which a port of a container answers, by its name: `http://127.0.0.1:8080`. */
  readonly address: (port: string) => string;
}

/** Lays out the pod that is rendered once the lab knows its authority: its settings, and an empty folder for each other volume. */
export function laySitePod(folder: string, rootCertificate: string): SitePod {
  const cluster: Cluster = { ...arcodange, stepCa: { ...arcodange.stepCa, rootCertificate } };
  const objects = objectsIn(chart => site.resources(chart, cluster, { instances: [], components: [] }));
  const pod = only(objects, "Deployment").spec.template.spec as PodSpec;
  const volume = (name: string) => join(folder, name);
  const here = pathsIn(pod, volume);
  for (const { name } of pod.volumes) mkdirSync(volume(name));
  for (const [file, text] of Object.entries<string>(only(objects, "ConfigMap").data)) {
    writeFileSync(join(volume("settings"), file), here(text));
  }

  const named = (name: string) => pod.containers.find(container => container.name === name) as Container;
  const address = (name: string) => {
    const [port] = pod.containers.flatMap(({ ports = [] }) => ports.filter(each => each.name === name));
    return `http://127.0.0.1:${port?.containerPort}`;
  };
  const probed: SitePod["probed"] = async (container, probe) => {
    const { path, port } = named(container)[probe]?.httpGet ?? {};
    return (await fetch(`${address(String(port))}${path}`)).status;
  };
  const start: SitePod["start"] = (name, env = {}) => {
    const { args = [], env: variables = [] } = named(name);
    const own = variables.map(variable => [variable.name, here(String(variable.value))] as const);
    return startPart({
      name,
      program: program(name),
      words: args.map(word => here(word).replace(PERIOD, "$12s")),
      env: { HOME: volume("tmp"), TMPDIR: volume("tmp"), ...Object.fromEntries(own), ...env },
      folder,
      isReady: async () => (await probed(name, "livenessProbe")) === 200,
    });
  };
  return { volume, start, probed, address };
}

interface PodSpec {
  readonly containers: readonly Container[];
  readonly volumes: readonly { readonly name: string }[];
}

/** A round of git-sync, which a test has no minute for. */
const PERIOD = /^(--period=).*/;

/** Turns the paths of mounted volumes that a text holds into those of their folders; `/tmp` is told by a variable. */
function pathsIn({ containers }: PodSpec, volume: SitePod["volume"]): (text: string) => string {
  const mounts = containers.flatMap(({ volumeMounts = [] }) => volumeMounts).filter(({ name }) => name !== "tmp");
  const folders = new Map(mounts.map(({ mountPath, name }) => [mountPath, volume(name)]));
  const paths = new RegExp(`(${[...folders.keys()].join("|")})(?=/|\\s|$)`, "g");
  return text => text.replace(paths, path => String(folders.get(path)));
}
