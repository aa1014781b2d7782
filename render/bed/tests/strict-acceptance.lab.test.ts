import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { clusters } from "../../../clusters/index.ts";
import { renderedFolder } from "../../repository.ts";
import { committedObjects } from "../../testing/committed-objects.ts";
import { installDefinitions } from "../definitions.ts";
import { type ApiServer, startApiServer } from "../servers/api-server.ts";
import { type Etcd, startEtcd } from "../servers/etcd.ts";
import { demand, kubectl } from "../servers/kubectl.ts";

/** Argo CD knows the finalizer of a project by its bare name only, and the API server would rather see a path. */
const KNOWN_WARNING = /^Warning: metadata\.finalizers: "resources-finalizer\.argocd\.argoproj\.io": prefer a domain-/;

describe.each(clusters.map(({ name }) => name))("rendered/%s, on a real API server with the components' CRDs", name => {
  const paths = committedObjects(name).map(({ path }) => path);
  let folder: string;
  let etcd: Etcd;
  let server: ApiServer;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "bed-"));
    etcd = await startEtcd(folder);
    server = await startApiServer(folder, etcd);
    await installDefinitions(server);
  });

  afterAll(async () => {
    await server?.stop();
    await etcd?.stop();
    rmSync(folder, { recursive: true });
  });

  const apply = (files: readonly string[]) =>
    kubectl(
      server,
      ...["apply", "--server-side", "--validate=strict", "--field-manager=argocd-controller"],
      ...files.map(path => `--filename=${join(renderedFolder, path)}`),
    );

  test("every object is accepted strictly, without a warning", async () => {
    const namespaces = await apply(paths.filter(path => path.includes("/namespace-")));
    const { stdout, stderr, status } = await apply(paths);
    const lines = `${namespaces.stderr}${stderr}`.split("\n").filter(line => line !== "" && !KNOWN_WARNING.test(line));
    expect({ lines, status }).toEqual({ lines: [], status: 0 });
    expect(stdout.match(/serverside-applied$/gm)).toHaveLength(paths.length);
  });

  test("applying it again changes nothing", async () => {
    await apply(paths); // the API server stores a PersistentVolumeClaim anew, with the same content, just this once
    const before = await versions();
    expect(before).toHaveLength(paths.length);
    expect((await apply(paths)).status).toBe(0);
    expect(await versions()).toEqual(before);
  });

  /** Resource version of every object of the tree. */
  async function versions(): Promise<string[]> {
    const files = paths.map(path => `--filename=${join(renderedFolder, path)}`);
    const template =
      "{range .items[*]}{.kind}/{.metadata.namespace}/{.metadata.name} {.metadata.resourceVersion}{'\\n'}{end}";
    return (await demand(server, "get", ...files, `--output=jsonpath=${template}`)).trimEnd().split("\n");
  }
});
