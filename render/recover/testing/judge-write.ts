import { isOutOfService, isReady, type Live } from "./live.ts";
import type { Write } from "./recorder.ts";
import { isOlder } from "./stand-ins.ts";

/**
 * What a request to the API server would do to the lab as it was right before: judged by the request alone, whatever the
 * run itself calls it. `unknown` is anything that a run has no business with.
 */
export function judgeWrite({ method, path, body }: Write, live: Live): "safe" | "destructive" | "unknown" {
  const [place = ""] = path.split("?");
  const is = (wanted: string, pattern: RegExp) => method === wanted && pattern.test(place);
  if (is("PATCH", /^\/api\/v1\/nodes\/[^/]+$/)) return body.includes("nodeshutdown") ? "destructive" : "safe";
  if (is("DELETE", /^\/api\/v1\/namespaces\/[^/]+\/pods\/[^/]+$/)) return "destructive";
  if (is("DELETE", /\/volumeattachments\/[^/]+$/)) return isUsed(place, live) ? "destructive" : "safe";
  if (is("POST", /\/pods\/longhorn-manager-pi1:9500\/proxy\/v1\/volumes\/[^/]+$/)) {
    const { names } = JSON.parse(body) as { names: string[] };
    return isOlder(live, lastOf(place), names) ? "destructive" : "safe";
  }
  const isHarmless =
    is("PATCH", /^\/apis\/argoproj\.io\/v1alpha1\/namespaces\/argocd\/applications\/[^/]+$/) ||
    is("PATCH", /^\/apis\/apps\/v1\/namespaces\/[^/]+\/(deployments|statefulsets)\/[^/]+$/);
  return isHarmless ? "safe" : "unknown";
}

function isUsed(path: string, live: Live): boolean {
  const attachment = live.attachments.find(({ metadata }) => metadata.name === lastOf(path));
  if (attachment === undefined) return false;
  const { nodeName, source } = attachment.spec;
  const node = live.nodes.find(({ metadata }) => metadata.name === nodeName);
  const isMounted = node?.status?.volumesInUse?.some(name => name.endsWith(`^${source.persistentVolumeName}`)) === true;
  return isMounted || (!isReady(live, nodeName) && !isOutOfService(live, nodeName));
}

function lastOf(path: string): string {
  return path.split("/").at(-1) as string;
}
