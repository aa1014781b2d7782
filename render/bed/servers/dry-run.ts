import { readFileSync } from "node:fs";
import { request } from "node:https";
import { text } from "node:stream/consumers";
import type { ApiServer } from "./api-server.ts";
import { demand } from "./kubectl.ts";

/** What the API server says to an object that is applied, but not kept: what it would store, or why it refuses. */
export type DryRun = { readonly stored: Stored } | { readonly refused: string };

/** An object as it is stored, without what every write changes. */
export type Stored = Readonly<Record<string, unknown>>;

/** What a kind is called in paths: `apps/v1/Deployment` is `deployments`. */
export type Resources = ReadonlyMap<string, { readonly plural: string; readonly isNamespaced: boolean }>;

export async function resourcesOf(server: ApiServer): Promise<Resources> {
  const lines = (await demand(server, "api-resources", "--no-headers")).trim().split("\n");
  return new Map(
    lines.map(line => {
      const columns = line.trim().split(/\s+/);
      const [version = "", isNamespaced = "", kind = ""] = columns.slice(-3);
      return [`${version}/${kind}`, { plural: columns[0] ?? "", isNamespaced: isNamespaced === "true" }];
    }),
  );
}

export interface Applied {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
}

/**
 * Applies a text on the server's side in the name of Argo CD's controller, forcing conflicts, without keeping it.
 *
 * @param object says where it is applied to
 * @param yaml YAML or JSON, as it stands in a file
 */
export async function dryRun(server: ApiServer, resources: Resources, object: Applied, yaml: string): Promise<DryRun> {
  const query = "fieldManager=argocd-controller&force=true&dryRun=All&fieldValidation=Strict";
  return answerTo(server, "PATCH", `${pathOf(resources, object)}?${query}`, yaml);
}

/** The object as it is stored now. */
export async function storedNow(server: ApiServer, resources: Resources, object: Applied): Promise<DryRun> {
  return answerTo(server, "GET", pathOf(resources, object));
}

function pathOf(resources: Resources, { apiVersion, kind, metadata: { name, namespace } }: Applied): string {
  const resource = resources.get(`${apiVersion}/${kind}`);
  if (resource === undefined) throw new Error(`Cannot apply a ${kind}: the API server knows none in ${apiVersion}`);
  const root = apiVersion.includes("/") ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  const within = resource.isNamespaced ? `/namespaces/${namespace}` : "";
  return `${root}${within}/${resource.plural}/${encodeURIComponent(name)}`;
}

function answerTo(
  { url, token, certificate }: ApiServer,
  method: string,
  path: string,
  body?: string,
): Promise<DryRun> {
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/apply-patch+yaml" };
  const options = { method, headers, ca: readFileSync(certificate), agent: false };
  return new Promise((resolve, reject) => {
    request(`${url}${path}`, options, response => {
      text(response).then(answer => {
        const isRefused = (response.statusCode ?? 500) >= 300;
        resolve(isRefused ? { refused: messageOf(answer) } : { stored: lasting(JSON.parse(answer)) });
      }, reject);
    })
      .on("error", reject)
      .end(body);
  });
}

function messageOf(answer: string): string {
  try {
    return (JSON.parse(answer) as { message: string }).message;
  } catch {
    return answer;
  }
}

function lasting(object: { metadata: Record<string, unknown>; [field: string]: unknown }): Stored {
  const { managedFields, generation, resourceVersion, ...metadata } = object.metadata;
  return { ...object, metadata };
}
