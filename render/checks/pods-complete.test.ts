import { expect, test } from "vitest";
import { declaredLab, type EditableObject, withEdit, withUnits } from "../testing/declared-lab.ts";
import { edit } from "./edits/pods-complete.ts";
import { podsComplete } from "./pods-complete.ts";

const lab = await declaredLab();

const POD = "spec.template.spec";
const CONTAINER = `${POD}.containers[erp]`;

/** The declared lab with a workload made of ERP's. */
function withWorkload(change: (deployment: EditableObject) => void) {
  const erp = lab.units.find(({ name }) => name === "erp");
  const object: EditableObject = structuredClone(erp?.objects.find(({ kind }) => kind === "Deployment"));
  object.metadata.name = "copy";
  object.spec.template.spec.volumes = [];
  change(object);
  return withUnits(
    lab,
    lab.units.map(unit => (unit === erp ? { ...unit, objects: [...unit.objects, object] } : unit)),
  );
}

test("pods-complete finds nothing in the declared lab", () => {
  expect(podsComplete.check(lab)).toEqual([]);
});

test("pods-complete names the container that gets requests before it is ready", () => {
  expect(podsComplete.check(edit(lab))).toEqual([
    {
      level: "error",
      rule: "pods-complete",
      cluster: "arcodange",
      unit: "erp",
      object: "Deployment/erp",
      field: `${CONTAINER}.readinessProbe`,
      problem: "it has none",
      remedy: "name the exemption with its reason in platform/pod-exemptions.ts, or add one",
      file: "apps/erp.ts",
    },
  ]);
});

type Case = [
  what: string,
  edit: (spec: EditableObject, container: EditableObject) => void,
  field: string,
  problem: string,
];

const WRONG: Case[] = [
  [
    "no replicas",
    spec => {
      delete spec.replicas;
    },
    "spec.replicas",
    "it has none",
  ],
  [
    "a rolling update of a ReadWriteOnce volume",
    spec => {
      spec.strategy.type = "RollingUpdate";
    },
    "spec.strategy.type",
    '"RollingUpdate" is not "Recreate", and volume "documents" is ReadWriteOnce',
  ],
  [
    "no strategy for a ReadWriteOnce volume",
    spec => {
      delete spec.strategy;
    },
    "spec.strategy.type",
    'it has none, and volume "documents" is ReadWriteOnce',
  ],
  [
    "no word on the account's token",
    spec => {
      delete spec.template.spec.automountServiceAccountToken;
    },
    `${POD}.automountServiceAccountToken`,
    "it has none",
  ],
  [
    "a pod that may be root",
    spec => {
      spec.template.spec.securityContext.runAsNonRoot = false;
    },
    `${POD}.securityContext.runAsNonRoot`,
    '"false" is not "true"',
  ],
  [
    "a pod without a security context for its system calls",
    spec => {
      spec.template.spec.securityContext.seccompProfile.type = "Unconfined";
    },
    `${POD}.securityContext.seccompProfile.type`,
    '"Unconfined" is not "RuntimeDefault"',
  ],
  ...["cpu", "memory"].map(
    (name): Case => [
      `no request of ${name}`,
      (_, container) => {
        delete container.resources.requests[name];
      },
      `${CONTAINER}.resources.requests.${name}`,
      "it has none",
    ],
  ),
  [
    "no limit of memory",
    (_, container) => {
      delete container.resources.limits;
    },
    `${CONTAINER}.resources.limits.memory`,
    "it has none",
  ],
  [
    "a limit of memory below its request",
    (_, container) => {
      container.resources.limits.memory = "500M";
    },
    `${CONTAINER}.resources.limits.memory`,
    '"500M" is below the request, "512Mi"',
  ],
  [
    "a limit of cpu below its request",
    (_, container) => {
      container.resources.limits.cpu = "0.1";
    },
    `${CONTAINER}.resources.limits.cpu`,
    '"0.1" is below the request, "200m"',
  ],
  [
    "what is no quantity",
    (_, container) => {
      container.resources.requests.memory = "512MB";
    },
    `${CONTAINER}.resources.requests.memory`,
    '"512MB" is not a quantity',
  ],
  [
    "no liveness probe",
    (_, container) => {
      delete container.livenessProbe;
    },
    `${CONTAINER}.livenessProbe`,
    "it has none",
  ],
  [
    "a container that may gain rights",
    (_, container) => {
      delete container.securityContext.allowPrivilegeEscalation;
    },
    `${CONTAINER}.securityContext.allowPrivilegeEscalation`,
    "it has none",
  ],
  [
    "a container that keeps capabilities",
    (_, container) => {
      container.securityContext.capabilities.drop = ["NET_RAW"];
    },
    `${CONTAINER}.securityContext.capabilities.drop`,
    String.raw`"[\"NET_RAW\"]" is not "[\"ALL\"]"`,
  ],
  [
    "a container that writes to its image",
    (_, container) => {
      container.securityContext.readOnlyRootFilesystem = false;
    },
    `${CONTAINER}.securityContext.readOnlyRootFilesystem`,
    '"false" is not "true"',
  ],
  [
    "a container that takes back that it is not root",
    (_, container) => {
      container.securityContext.runAsNonRoot = false;
    },
    `${CONTAINER}.securityContext.runAsNonRoot`,
    '"false" is not "true"',
  ],
  [
    "a container that takes back the profile of its pod",
    (_, container) => {
      container.securityContext.seccompProfile = { type: "Unconfined" };
    },
    `${CONTAINER}.securityContext.seccompProfile.type`,
    '"Unconfined" is not "RuntimeDefault"',
  ],
  ...["cpu", "memory"].map(
    (name): Case => [
      `a request of no ${name}`,
      (_, container) => {
        container.resources.requests[name] = "0";
      },
      `${CONTAINER}.resources.requests.${name}`,
      '"0" requests nothing',
    ],
  ),
  ...["readinessProbe", "livenessProbe", "startupProbe"].map(
    (probe): Case => [
      `a ${probe} that asks nothing`,
      (_, container) => {
        container[probe] = { periodSeconds: 10 };
      },
      `${CONTAINER}.${probe}`,
      "it asks nothing of the container",
    ],
  ),
  [
    "a privileged container",
    (_, container) => {
      container.securityContext.privileged = true;
    },
    `${CONTAINER}.securityContext.privileged`,
    '"true" is not "false"',
  ],
  [
    "a container that takes a capability back",
    (_, container) => {
      container.securityContext.capabilities.add = ["SYS_ADMIN"];
    },
    `${CONTAINER}.securityContext.capabilities.add`,
    String.raw`"[\"SYS_ADMIN\"]" is not "[]"`,
  ],
  [
    "a container that runs as root",
    (_, container) => {
      container.securityContext.runAsUser = 0;
    },
    `${CONTAINER}.securityContext.runAsUser`,
    '"0" is root',
  ],
  [
    "a pod that runs as root",
    spec => {
      spec.template.spec.securityContext.runAsUser = 0;
    },
    `${POD}.securityContext.runAsUser`,
    '"0" is root',
  ],
];

type HostAccess = [what: string, give: (pod: EditableObject) => void, field: string];

const HOST_ACCESS: HostAccess[] = [
  ...["hostNetwork", "hostPID", "hostIPC"].map(
    (field): HostAccess => [
      field,
      pod => {
        pod[field] = true;
      },
      `${POD}.${field}`,
    ],
  ),
  [
    "a folder of its node",
    pod => {
      pod.volumes = [...pod.volumes, { name: "host", hostPath: { path: "/" } }];
    },
    `${POD}.volumes[host].hostPath`,
  ],
  [
    "a port of its node",
    pod => {
      pod.containers[0].ports[0].hostPort = 8080;
    },
    `${CONTAINER}.ports[0].hostPort`,
  ],
];

test.each(WRONG)("pods-complete finds %s", (_, change, field, problem) => {
  const edited = withEdit(lab, "erp/Deployment/erp", ({ spec }) => change(spec, spec.template.spec.containers[0]));
  expect(podsComplete.check(edited)).toEqual([
    expect.objectContaining({ object: "Deployment/erp", field, problem: expect.stringContaining(problem) }),
  ]);
});

test("pods-complete finds a pod without containers", () => {
  const edited = withEdit(lab, "erp/Deployment/erp", ({ spec }) => {
    spec.template.spec.containers = [];
  });
  expect(podsComplete.check(edited)).toEqual([
    expect.objectContaining({ object: "Deployment/erp", field: `${POD}.containers`, problem: "it has none" }),
  ]);
});

test.each(HOST_ACCESS)("pods-complete finds a pod with %s", (_, give, field) => {
  const edited = withEdit(lab, "erp/Deployment/erp", ({ spec }) => give(spec.template.spec));
  expect(podsComplete.check(edited)).toEqual([
    expect.objectContaining({ object: "Deployment/erp", field, problem: expect.stringContaining("host") }),
  ]);
});

test.each(HOST_ACCESS)("pods-complete accepts %s where a privileged namespace of the platform is for it", (_, give) => {
  const edited = withWorkload(object => {
    object.metadata.namespace = "tools-host";
    give(object.spec.template.spec);
  });
  const asPlatform = edited.units.map(unit => (unit.name === "erp" ? { ...unit, class: "platform" as const } : unit));
  expect(podsComplete.check(withUnits(edited, asPlatform))).toEqual([]);
});

test.each(HOST_ACCESS)("pods-complete finds an app with %s in a privileged namespace", (_, give, field) => {
  const edited = withWorkload(object => {
    object.metadata.namespace = "tools-host";
    give(object.spec.template.spec);
  });
  expect(podsComplete.check(edited)).toEqual([expect.objectContaining({ object: "Deployment/copy", field })]);
});

test("pods-complete finds root and privileges even where a pod may reach its host", () => {
  const edited = withWorkload(object => {
    object.metadata.namespace = "tools-host";
    object.spec.template.spec.hostPID = true;
    object.spec.template.spec.containers[0].securityContext.privileged = true;
    object.spec.template.spec.securityContext.runAsUser = 0;
  });
  const asPlatform = edited.units.map(unit => (unit.name === "erp" ? { ...unit, class: "platform" as const } : unit));
  expect(podsComplete.check(withUnits(edited, asPlatform))).toEqual([
    expect.objectContaining({ field: `${POD}.securityContext.runAsUser` }),
    expect.objectContaining({ field: `${CONTAINER}.securityContext.privileged` }),
  ]);
});

test("pods-complete finds a container that prepares the pod without resources, but asks no probes of it", () => {
  const edited = withEdit(lab, "erp/Deployment/erp", ({ spec }) => {
    const { readinessProbe, livenessProbe, resources, ...container } = spec.template.spec.containers[0];
    spec.template.spec.initContainers = [{ ...container, name: "migrate" }];
  });
  const fields = ["requests.cpu", "requests.memory", "limits.memory"];
  expect(podsComplete.check(edited)).toEqual(
    fields.map(field => expect.objectContaining({ field: `${POD}.initContainers[migrate].resources.${field}` })),
  );
});

test("pods-complete asks probes of a sidecar", () => {
  const edited = withEdit(lab, "erp/Deployment/erp", ({ spec }) => {
    const { livenessProbe, ...container } = spec.template.spec.containers[0];
    spec.template.spec.initContainers = [{ ...container, name: "proxy", restartPolicy: "Always" }];
  });
  expect(podsComplete.check(edited)).toEqual([
    expect.objectContaining({ field: `${POD}.initContainers[proxy].livenessProbe` }),
  ]);
});

test.each(["StatefulSet", "DaemonSet"])("pods-complete wants the update strategy of a %s", kind => {
  const edited = withWorkload(object => {
    object.kind = kind;
    delete object.spec.strategy;
  });
  expect(podsComplete.check(edited)).toEqual([
    expect.objectContaining({ object: `${kind}/copy`, field: "spec.updateStrategy.type" }),
  ]);
});

test("pods-complete wants no replicas of a DaemonSet", () => {
  const edited = withWorkload(object => {
    object.kind = "DaemonSet";
    object.spec.updateStrategy = { type: "RollingUpdate" };
    delete object.spec.replicas;
  });
  expect(podsComplete.check(edited)).toEqual([]);
});

test("pods-complete wants neither replicas nor strategy nor probes of a CronJob, but the rest", () => {
  const edited = withWorkload(object => {
    const template = object.spec.template;
    const [container] = template.spec.containers;
    delete container.livenessProbe;
    delete container.readinessProbe;
    delete container.securityContext.readOnlyRootFilesystem;
    object.kind = "CronJob";
    object.spec = { schedule: "0 3 * * *", jobTemplate: { spec: { template } } };
  });
  expect(podsComplete.check(edited)).toEqual([
    expect.objectContaining({
      object: "CronJob/copy",
      field: "spec.jobTemplate.spec.template.spec.containers[erp].securityContext.readOnlyRootFilesystem",
    }),
  ]);
});

test("pods-complete accepts a rolling update where no volume is ReadWriteOnce", () => {
  const shared = withEdit(lab, "erp/PersistentVolumeClaim/documents", ({ spec }) => {
    spec.accessModes = ["ReadWriteMany"];
  });
  const edited = withEdit(shared, "erp/Deployment/erp", ({ spec }) => {
    spec.strategy = { type: "RollingUpdate" };
  });
  expect(podsComplete.check(edited)).toEqual([]);
});

test("pods-complete waives Vault's liveness, and nothing else of it", () => {
  const vault = withWorkload(object => {
    object.kind = "StatefulSet";
    object.metadata = { name: "vault", namespace: "tools" };
    object.spec.updateStrategy = { type: "OnDelete" };
    const [container] = object.spec.template.spec.containers;
    container.name = "vault";
    delete container.livenessProbe;
    delete container.readinessProbe;
  });
  expect(podsComplete.check(vault)).toEqual([
    expect.objectContaining({ object: "StatefulSet/vault", field: `${POD}.containers[vault].readinessProbe` }),
  ]);
});

test("pods-complete finds an empty liveness probe of Vault, whose exemption is to have none", () => {
  const vault = withWorkload(object => {
    object.kind = "StatefulSet";
    object.metadata = { name: "vault", namespace: "tools" };
    object.spec.updateStrategy = { type: "OnDelete" };
    const [container] = object.spec.template.spec.containers;
    container.name = "vault";
    container.livenessProbe = {};
  });
  expect(podsComplete.check(vault)).toEqual([
    expect.objectContaining({ object: "StatefulSet/vault", field: `${POD}.containers[vault].livenessProbe` }),
  ]);
});

test("pods-complete wants a strategy where no volume asks for one", () => {
  const edited = withEdit(lab, "webapp/Deployment/webapp", ({ spec }) => {
    delete spec.strategy;
  });
  expect(podsComplete.check(edited)).toEqual([
    expect.objectContaining({ object: "Deployment/webapp", field: "spec.strategy.type", problem: "it has none" }),
  ]);
});
