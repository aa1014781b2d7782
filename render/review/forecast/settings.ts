import { parse } from "yaml";
import type { KubeObject } from "../../../platform/kube-object.ts";
import { type Fields, fieldsOf, mappingsOf, textOf, textsOf } from "../objects/fields.ts";
import { matchesPattern } from "./go-pattern.ts";

/** What the ConfigMaps of an Argo CD say that bears on a sync. */
export interface Settings {
  readonly exclusions: readonly Kinds[];
  readonly inclusions: readonly Kinds[];
  readonly ignoredFields: readonly IgnoredFields[];
  /** Whether Applications are compared by a dry run unless they say otherwise. */
  readonly diffsOnServer: boolean;
}

/** Kinds of objects, by patterns; an empty list means any. */
interface Kinds {
  readonly groups: readonly string[];
  readonly kinds: readonly string[];
}

/** Fields of some objects in which a difference does not count. */
export interface IgnoredFields {
  readonly group: string;
  readonly kind: string;
  /** "" means any. */
  readonly namespace: string;
  readonly name: string;
  readonly pointers: readonly string[];
  readonly expressions: readonly string[];
}

/**
 * What `argocd-cm` and `argocd-cmd-params-cm` say. Without them in git, the ones that Argo CD brings count.
 *
 * @see https://github.com/argoproj/argo-cd/blob/v3.5.1/docs/operator-manual/argocd-cm.yaml
 */
export function settingsOf(main: KubeObject | undefined, parameters: KubeObject | undefined): Settings {
  const data = fieldsOf(main?.data);
  const exclusions = data["resource.exclusions"];
  return {
    exclusions: [...ALWAYS, ...(main === undefined ? BROUGHT : kindsIn(exclusions))],
    inclusions: kindsIn(data["resource.inclusions"]),
    ignoredFields: Object.entries(data).flatMap(([key, value]) => ignoredIn(key, value)),
    diffsOnServer: fieldsOf(parameters?.data)["controller.diff.server.side"] === "true",
  };
}

/** Whether Argo CD looks at objects of this kind at all. */
export function isExcluded({ apiVersion, kind }: KubeObject, { exclusions, inclusions }: Settings): boolean {
  const group = apiVersion.includes("/") ? apiVersion.slice(0, apiVersion.indexOf("/")) : "";
  const isIn = (all: readonly Kinds[]) => all.some(one => covers(one.groups, group) && covers(one.kinds, kind));
  return isIn(exclusions) || (inclusions.length > 0 && !isIn(inclusions));
}

function covers(patterns: readonly string[], text: string): boolean {
  return patterns.length === 0 || patterns.some(pattern => matchesPattern(pattern, text, { braces: true }));
}

/** https://github.com/argoproj/argo-cd/blob/v3.5.1/util/settings/resources_filter.go */
const ALWAYS: readonly Kinds[] = [
  { groups: ["events.k8s.io", "metrics.k8s.io"], kinds: [] },
  { groups: [""], kinds: ["Event"] },
  { groups: ["coordination.k8s.io"], kinds: ["Lease"] },
];

/** https://github.com/argoproj/argo-cd/blob/v3.5.1/manifests/base/config/argocd-cm.yaml, of what git might hold. */
const BROUGHT: readonly Kinds[] = [
  { groups: ["", "discovery.k8s.io"], kinds: ["Endpoints", "EndpointSlice"] },
  { groups: ["certificates.k8s.io"], kinds: ["CertificateSigningRequest"] },
  { groups: ["cert-manager.io"], kinds: ["CertificateRequest"] },
  { groups: ["cilium.io"], kinds: ["CiliumIdentity", "CiliumEndpoint", "CiliumEndpointSlice"] },
];

function kindsIn(text: unknown): Kinds[] {
  return mappingsOf(parsed(text)).map(({ apiGroups, kinds }) => ({
    groups: textsOf(apiGroups),
    kinds: textsOf(kinds),
  }));
}

const CUSTOMIZATION = /^resource\.customizations\.ignoreDifferences\.(?:(all)|(?:(.*)_)?([^_]+))$/;

function ignoredIn(key: string, value: unknown): IgnoredFields[] {
  const match = CUSTOMIZATION.exec(key);
  if (match === null) return [];
  const [, all, group = "", kind = ""] = match;
  const names = all === undefined ? { group, kind } : { group: "*", kind: "*" };
  return [{ ...fieldsIgnored(fieldsOf(parsed(value))), ...names, namespace: "", name: "" }];
}

/** An element of `spec.ignoreDifferences`, and with the same fields what a customization says. */
export function fieldsIgnored(written: Fields): IgnoredFields {
  return {
    group: textOf(written.group) ?? "",
    kind: textOf(written.kind) ?? "",
    namespace: textOf(written.namespace) ?? "",
    name: textOf(written.name) ?? "",
    pointers: textsOf(written.jsonPointers),
    expressions: textsOf(written.jqPathExpressions),
  };
}

function parsed(text: unknown): unknown {
  if (typeof text !== "string") return undefined;
  try {
    return parse(text);
  } catch {
    return undefined; // Argo CD ignores what it cannot read, and says so in its log
  }
}
