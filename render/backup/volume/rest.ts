import type { Kubectl } from "../../remote/kubectl.ts";

/** A workload that can be told to have no pods for a while. */
export interface Resting {
  readonly namespace: string;
  readonly kind: string;
  readonly name: string;
}

/** On a workload that rests: how many pods it had. */
const NOTE = "lab/replicas";

/** Takes a workload's pods away, and notes how many it had. One that rests already stays as it is noted. */
export async function rest(kubectl: Kubectl, workload: Resting): Promise<void> {
  const { replicas, noted } = await read(kubectl, workload);
  await patch(kubectl, workload, {
    metadata: { annotations: { [NOTE]: noted ?? String(replicas) } },
    spec: { replicas: 0 },
  });
}

/** Gives a workload the pods back that it had. One that does not rest stays as it is. */
export async function resume(kubectl: Kubectl, workload: Resting): Promise<void> {
  const { noted } = await read(kubectl, workload);
  if (noted === undefined) return;
  await patch(kubectl, workload, { metadata: { annotations: { [NOTE]: null } }, spec: { replicas: Number(noted) } });
}

async function read(
  kubectl: Kubectl,
  { namespace, kind, name }: Resting,
): Promise<{ replicas: number; noted: string | undefined }> {
  const text = await kubectl(["get", kind, name, `--namespace=${namespace}`, "--output=json"]);
  const { metadata, spec } = JSON.parse(text) as {
    readonly metadata: { readonly annotations?: Readonly<Record<string, string>> };
    readonly spec: { readonly replicas?: number };
  };
  return { replicas: spec.replicas ?? 1, noted: metadata.annotations?.[NOTE] };
}

async function patch(kubectl: Kubectl, { namespace, kind, name }: Resting, change: object): Promise<void> {
  await kubectl(["patch", kind, name, `--namespace=${namespace}`, "--type=merge", `--patch=${JSON.stringify(change)}`]);
}
