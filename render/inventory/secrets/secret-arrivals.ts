import { TRAEFIK } from "../../../platform/components/traefik/api.ts";
import type { KubeObject } from "../../../platform/kube-object.ts";
import { identity } from "../../../platform/object-identity.ts";
import { podTemplate } from "../../../platform/pod-template.ts";
import { type Owned, objectsOfKind } from "../../checks/lab/objects-by-kind.ts";
import type { Lab } from "../../checks/rule.ts";
import { edgesTo } from "../edges-to.ts";
import { oncePerLab } from "../once-per-lab.ts";
import { ownerOf } from "../owner.ts";

/** A Secret that the operator makes of a secret in Vault, and who gets it. */
export interface Arrival {
  /** App or component whose object it is. */
  readonly owner: string;
  /** `VaultStaticSecret` */
  readonly kind: string;
  readonly namespace: string;
  /** Of the Secret. */
  readonly secret: string;
  /** Role by which the operator reads it. */
  readonly role: string;
  /** How long until a change arrives: `1h`. Absent: it is a user of a database, which Vault makes. */
  readonly refreshAfter?: string;
  readonly takers: readonly Taker[];
}

/** Who gets a Secret without having to ask Kubernetes for it. */
export interface Taker {
  /** `Deployment erp`, `Middleware grafana-login` */
  readonly name: string;
  /** App or component that it belongs to. */
  readonly owner: string;
  /** Whether the operator restarts it when the Secret changes. */
  readonly isRestarted: boolean;
}

interface Spec {
  readonly refreshAfter?: string;
  readonly vaultAuthRef?: string;
  readonly destination?: { readonly name?: string };
  readonly rolloutRestartTargets?: readonly { readonly kind: string; readonly name: string }[];
}

/** What becomes of the secret that an object of the operator reads. */
export function arrivalOf(lab: Lab, { unit, object }: Owned): Arrival {
  const { refreshAfter, destination, rolloutRestartTargets = [] } = object.spec as Spec;
  const { namespace = unit.namespace, name } = object.metadata;
  const secret = destination?.name ?? name;
  const restarted = new Set(rolloutRestartTargets.map(target => `${target.kind} ${target.name}`));
  return {
    owner: ownerOf(unit),
    kind: object.kind,
    namespace,
    secret,
    role: roleOf(lab, object),
    ...(refreshAfter !== undefined && { refreshAfter }),
    takers: [...podsWith(lab, object, restarted), ...doorsWith(lab, `${namespace}/${secret}`)],
  };
}

function podsWith(lab: Lab, object: KubeObject, restarted: ReadonlySet<string>): Taker[] {
  const users = new Set(edgesTo(lab, identity(object)).flatMap(({ from, via }) => (via === "secrets" ? from : [])));
  return [...users].flatMap(id => {
    const node = lab.graph.nodes.get(id);
    if (node?.object === undefined || podTemplate(node.object) === undefined) return [];
    const name = `${node.object.kind} ${node.object.metadata.name}`;
    return { name, owner: ownerOf(node.unit), isRestarted: restarted.has(name) };
  });
}

/** Middlewares that ask for a password: Traefik reads their Secret by itself, whenever it changes. */
function doorsWith(lab: Lab, secret: string): Taker[] {
  return (doorsBySecret(lab).get(secret) ?? []).map(({ object }) => {
    return { name: `Middleware ${object.metadata.name}`, owner: TRAEFIK.name, isRestarted: false };
  });
}

const doorsBySecret = oncePerLab(lab =>
  Map.groupBy(objectsOfKind(lab, "Middleware"), ({ object }) => {
    const { basicAuth } = (object.spec ?? {}) as { readonly basicAuth?: { readonly secret: string } };
    return `${object.metadata.namespace}/${basicAuth?.secret}`;
  }),
);

/** The role of the login that the object names. */
function roleOf(lab: Lab, object: KubeObject): string {
  const { vaultAuthRef = "" } = object.spec as Spec;
  const login = vaultAuthRef.includes("/") ? vaultAuthRef : `${object.metadata.namespace}/${vaultAuthRef}`;
  return rolesByLogin(lab).get(login) ?? "";
}

const rolesByLogin = oncePerLab(
  lab =>
    new Map(
      objectsOfKind(lab, "VaultAuth").map(({ object }) => {
        const { kubernetes } = object.spec as { readonly kubernetes?: { readonly role?: string } };
        return [`${object.metadata.namespace}/${object.metadata.name}`, kubernetes?.role ?? ""];
      }),
    ),
);
