import type { KubeObject } from "../../../platform/kube-object.ts";
import { clusterWide, local, type Reference, toService } from "./reference.ts";
import { specOf } from "./spec.ts";

interface IngressSpec {
  readonly ingressClassName: string;
  readonly defaultBackend: Backend;
  readonly rules: readonly { readonly http?: { readonly paths: readonly { readonly backend: Backend }[] } }[];
  readonly tls: readonly { readonly secretName?: string }[];
}

interface Backend {
  readonly service?: { readonly name: string; readonly port?: { readonly name?: string; readonly number?: number } };
}

/** Every backend, also the one for all the rest, the certificates and the class. */
export function fromIngress(object: KubeObject): Reference[] {
  const { rules = [], tls = [], ingressClassName, defaultBackend = {} } = specOf<IngressSpec>(object);
  return [
    ...backend(object, defaultBackend, "spec.defaultBackend"),
    ...rules.flatMap((rule, r) =>
      (rule.http?.paths ?? []).flatMap((path, p) =>
        backend(object, path.backend, `spec.rules[${r}].http.paths[${p}].backend`),
      ),
    ),
    ...tls.flatMap(({ secretName }, index) =>
      secretName === undefined ? [] : [local(object, "Secret", secretName, `spec.tls[${index}].secretName`, "secrets")],
    ),
    ...(ingressClassName === undefined ? [] : [clusterWide("IngressClass", ingressClassName, "spec.ingressClassName")]),
  ];
}

function backend(object: KubeObject, { service }: Backend, field: string): Reference[] {
  if (service === undefined) return [];
  return [toService(object, service.name, service.port?.name ?? service.port?.number, `${field}.service`)];
}
