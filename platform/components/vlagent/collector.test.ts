import { describe, expect, test } from "vitest";
import { objectsIn, only, sampleCluster } from "../../testing/sample-instance.ts";
import { VICTORIA_LOGS } from "../victoria-logs/api.ts";
import { COLLECTOR_FLAGS } from "./collector.ts";
import { vlagent } from "./index.ts";

const versions = { ...sampleCluster.versions, "victoria-logs": { version: "v1.0.0", source: "github.com/a/b" } };
const objects = objectsIn(chart =>
  vlagent.resources(chart, { ...sampleCluster, versions }, { instances: [], components: [] }),
);
const pod = only(objects, "DaemonSet").spec.template.spec;
const [container] = pod.containers;
const flag = (name: string) => COLLECTOR_FLAGS.find(text => text.startsWith(`-${name}=`))?.slice(name.length + 2);

interface Mount {
  readonly name: string;
  readonly mountPath: string;
  readonly readOnly?: boolean;
}

describe("vlagent", () => {
  test("may write nothing of the node but its own folder, in which its positions and its buffer lie", () => {
    const writable = container.volumeMounts.filter(({ readOnly }: Mount) => readOnly !== true);
    expect(writable.map(({ mountPath }: Mount) => mountPath)).toEqual([flag("tmpDataPath")]);
    const { hostPath } = pod.volumes.find(({ name }: Mount) => name === writable[0].name);
    expect(hostPath.path).toBe(flag("tmpDataPath")); // an emptyDir would go with the pod
  });

  test("sees files where the links of the kubelet lead, at the same path as on the node", () => {
    const paths = Object.fromEntries(
      container.volumeMounts.map(({ name, mountPath }: Mount) => [
        mountPath,
        pod.volumes.find((volume: Mount) => volume.name === name).hostPath.path,
      ]),
    );
    expect(paths).toMatchObject({ "/var/log/containers": "/var/log/containers", "/var/log/pods": "/var/log/pods" });
  });

  test("is root, for the files are, and has no capability with it", () => {
    expect(pod.securityContext.runAsUser).toBe(0);
    expect(container.securityContext.capabilities).toEqual({ drop: ["ALL"] });
    expect(container.securityContext.allowPrivilegeEscalation).toBe(false);
  });

  test("leaves out its own lines", () => {
    expect(flag("kubernetesCollector.excludeFilter")).toBe(
      `kubernetes.pod_namespace:=${only(objects, "DaemonSet").metadata.namespace ?? vlagent.namespace} and kubernetes.container_name:=${container.name}`,
    );
  });

  test("sends to the store on the port that is open to it", () => {
    const { hostname, port } = new URL(flag("remoteWrite.url") ?? "");
    expect(hostname).toBe(`${VICTORIA_LOGS.name}.tools.svc.cluster.local`);
    const { spec } = only(objects, "NetworkPolicy", `vlagent-into-${VICTORIA_LOGS.name}`);
    expect(spec.ingress[0].ports).toEqual([{ protocol: "TCP", port: Number(port) }]);
  });

  test("runs on every node, whatever is kept away from it", () => {
    expect(pod.tolerations).toEqual([{ operator: "Exists" }]);
    expect(pod.nodeSelector).toBeUndefined();
  });
});
