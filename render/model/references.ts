import type { KubeObject } from "../../platform/kube-object.ts";
import { podTemplate } from "../../platform/pod-template.ts";
import { configReferences } from "../../platform/secret-references.ts";

/** How one object depends on another. */
export type Via = "references" | "routes" | "secrets" | "volumes";

/** A name in one object that another object must carry. */
export interface Reference {
  readonly via: Via;
  readonly kind: string;
  /** Absent: the kind belongs to no namespace. */
  readonly namespace?: string;
  readonly name: string;
  /** Where the name stands: `spec.template.spec.serviceAccountName`. */
  readonly field: string;
  /** Port of a Service, by name or number. */
  readonly port?: string | number;
  readonly optional: boolean;
}

/** Every reference that an object makes to another one; the objects may be in other units. */
export function referencesOf(object: KubeObject): Reference[] {
  const fromKind = BY_KIND[object.kind]?.(object) ?? [];
  return [...fromPods(object), ...fromKind];
}

type Spec = Record<string, unknown>;

const BY_KIND: Readonly<Record<string, (object: KubeObject) => Reference[]>> = {
  HorizontalPodAutoscaler: object => {
    const target = spec<{ scaleTargetRef: { kind: string; name: string } }>(object).scaleTargetRef;
    return [local(object, target.kind, target.name, "spec.scaleTargetRef")];
  },
  Ingress: fromIngress,
  IngressRoute: fromIngressRoute,
  PersistentVolumeClaim: object => storageClass(spec(object), "spec.storageClassName"),
  RoleBinding: fromRoleBinding,
  StatefulSet: object => [
    ...headlessService(object),
    ...(spec<{ volumeClaimTemplates?: KubeObject[] }>(object).volumeClaimTemplates ?? []).flatMap((claim, index) =>
      storageClass(spec(claim), `spec.volumeClaimTemplates[${index}].spec.storageClassName`),
    ),
  ],
  VaultAuth: object => {
    const { vaultConnectionRef: connection, kubernetes } = spec<{
      vaultConnectionRef?: string;
      kubernetes?: { serviceAccount: string };
    }>(object);
    return [
      ...(connection === undefined
        ? []
        : [qualified(object, "VaultConnection", connection, "spec.vaultConnectionRef")]),
      ...(kubernetes === undefined
        ? []
        : [local(object, "ServiceAccount", kubernetes.serviceAccount, "spec.kubernetes.serviceAccount")]),
    ];
  },
  VaultDynamicSecret: fromVaultSecret,
  VaultStaticSecret: fromVaultSecret,
};

function fromPods(object: KubeObject): Reference[] {
  const template = podTemplate(object);
  if (template === undefined) return [];
  const { spec: pod, path } = template;
  const config = configReferences(pod).map(({ kind, name, path: field, optional }) =>
    local(object, kind, name, `${path}.${field}`, kind === "Secret" ? "secrets" : "references", optional),
  );
  const claims = (pod.volumes ?? []).flatMap(({ name, persistentVolumeClaim: claim }) =>
    claim === undefined
      ? []
      : [local(object, "PersistentVolumeClaim", claim.claimName, `${path}.volumes[${name}]`, "volumes")],
  );
  const account =
    pod.serviceAccountName === undefined
      ? []
      : [local(object, "ServiceAccount", pod.serviceAccountName, `${path}.serviceAccountName`)];
  return [...account, ...config, ...claims];
}

interface Backend {
  readonly service?: { readonly name: string; readonly port?: { readonly name?: string; readonly number?: number } };
}

function fromIngress(object: KubeObject): Reference[] {
  const {
    rules = [],
    tls = [],
    ingressClassName,
    defaultBackend,
  } = spec<{
    rules?: { http?: { paths: { backend: Backend }[] } }[];
    tls?: { secretName?: string }[];
    ingressClassName?: string;
    defaultBackend?: Backend;
  }>(object);
  const toBackend = ({ service }: Backend, field: string) =>
    service === undefined
      ? []
      : [toService(object, service.name, service.port?.name ?? service.port?.number, `${field}.service`)];
  const backends = [
    ...toBackend(defaultBackend ?? {}, "spec.defaultBackend"),
    ...rules.flatMap((rule, r) =>
      (rule.http?.paths ?? []).flatMap(({ backend }, p) =>
        toBackend(backend, `spec.rules[${r}].http.paths[${p}].backend`),
      ),
    ),
  ];
  const certificates = tls.flatMap(({ secretName }, index) =>
    secretName === undefined ? [] : [local(object, "Secret", secretName, `spec.tls[${index}].secretName`, "secrets")],
  );
  const ingressClass: Reference[] =
    ingressClassName === undefined
      ? []
      : [
          {
            via: "references",
            kind: "IngressClass",
            name: ingressClassName,
            field: "spec.ingressClassName",
            optional: false,
          },
        ];
  return [...backends, ...certificates, ...ingressClass];
}

interface Routed {
  readonly name: string;
  readonly namespace?: string;
  readonly kind?: string;
  readonly port?: string | number;
}

function fromIngressRoute(object: KubeObject): Reference[] {
  const { routes = [], tls } = spec<{
    routes?: { services?: Routed[]; middlewares?: Routed[] }[];
    tls?: { secretName?: string; options?: Routed };
  }>(object);
  const fromRoutes = routes.flatMap(({ services = [], middlewares = [] }, r) => [
    ...services.flatMap(({ kind, name, namespace, port }, s) =>
      kind === "TraefikService" ? [] : [toService(object, name, port, `spec.routes[${r}].services[${s}]`, namespace)],
    ),
    ...middlewares.map(({ name, namespace }, m) =>
      inNamespaceOf(object, "Middleware", name, `spec.routes[${r}].middlewares[${m}]`, namespace),
    ),
  ]);
  const secret =
    tls?.secretName === undefined ? [] : [local(object, "Secret", tls.secretName, "spec.tls.secretName", "secrets")];
  const options =
    tls?.options === undefined
      ? []
      : [inNamespaceOf(object, "TLSOption", tls.options.name, "spec.tls.options", tls.options.namespace)];
  return [...fromRoutes, ...secret, ...options];
}

function fromRoleBinding(object: KubeObject): Reference[] {
  const { roleRef, subjects = [] } = object as unknown as {
    roleRef: { kind: string; name: string };
    subjects?: { kind: string; name: string; namespace?: string }[];
  };
  const role = roleRef.kind === "Role" ? [local(object, "Role", roleRef.name, "roleRef")] : [];
  const accounts = subjects.flatMap(({ kind, name, namespace }, index) =>
    kind === "ServiceAccount" ? [inNamespaceOf(object, kind, name, `subjects[${index}]`, namespace)] : [],
  );
  return [...role, ...accounts];
}

function fromVaultSecret(object: KubeObject): Reference[] {
  const { vaultAuthRef, rolloutRestartTargets = [] } = spec<{
    vaultAuthRef?: string;
    rolloutRestartTargets?: { kind: string; name: string }[];
  }>(object);
  const login = vaultAuthRef === undefined ? [] : [qualified(object, "VaultAuth", vaultAuthRef, "spec.vaultAuthRef")];
  const targets = rolloutRestartTargets.map(({ kind, name }, index) =>
    local(object, kind, name, `spec.rolloutRestartTargets[${index}]`),
  );
  return [...login, ...targets];
}

function headlessService(object: KubeObject): Reference[] {
  const { serviceName } = spec<{ serviceName?: string }>(object);
  return serviceName === undefined ? [] : [local(object, "Service", serviceName, "spec.serviceName")];
}

function storageClass({ storageClassName }: { storageClassName?: string }, field: string): Reference[] {
  if (storageClassName === undefined) return [];
  return [{ via: "volumes", kind: "StorageClass", name: storageClassName, field, optional: false }];
}

function toService(
  object: KubeObject,
  name: string,
  port: string | number | undefined,
  field: string,
  namespace?: string,
): Reference {
  const reference = inNamespaceOf(object, "Service", name, field, namespace);
  return { ...reference, via: "routes", ...(port !== undefined && { port }) };
}

/** `name` in the object's own namespace, or `<namespace>/<name>`. */
function qualified(object: KubeObject, kind: string, reference: string, field: string): Reference {
  const slash = reference.indexOf("/");
  if (slash === -1) return local(object, kind, reference, field);
  return inNamespaceOf(object, kind, reference.slice(slash + 1), field, reference.slice(0, slash));
}

function local(
  object: KubeObject,
  kind: string,
  name: string,
  field: string,
  via: Via = "references",
  optional = false,
): Reference {
  return { ...inNamespaceOf(object, kind, name, field), via, optional };
}

function inNamespaceOf(object: KubeObject, kind: string, name: string, field: string, namespace?: string): Reference {
  const where = namespace ?? object.metadata.namespace;
  return { via: "references", kind, name, field, optional: false, ...(where !== undefined && { namespace: where }) };
}

function spec<Shape = Spec>(object: KubeObject): Shape {
  return (object.spec ?? {}) as Shape;
}
