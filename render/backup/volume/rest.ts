import type { Kubectl } from "../../remote/kubectl.ts";

/** A workload that can be told to have no pods for a while. */
export interface Resting {
  readonly namespace: string;
  readonly kind: string;
  readonly name: string;
}

/** On a workload that rests: what it said of its pods before. */
const NOTE = "lab/before-rest";

/** How a workload says whether it has pods: usually, and at rest. */
interface Switch {
  readonly field: "replicas" | "suspend";
  readonly usual: number | boolean;
  readonly atRest: number | boolean;
}

function switchOf({ kind }: Resting): Switch {
  return kind === "CronJob"
    ? { field: "suspend", usual: false, atRest: true }
    : { field: "replicas", usual: 1, atRest: 0 };
}

/**
 * Takes a workload's pods away, and notes how it was before. One that rests already stays as it is noted; a note on one that
 * somebody has started by hand is of another time.
 */
export async function rest(kubectl: Kubectl, workload: Resting): Promise<void> {
  const { field, usual, atRest } = switchOf(workload);
  const { spec, noted } = await read(kubectl, workload);
  await patch(kubectl, workload, {
    metadata: {
      annotations: { [NOTE]: spec[field] === atRest && noted ? noted : JSON.stringify(spec[field] ?? usual) },
    },
    spec: { [field]: atRest },
  });
}

/** Makes a workload as it was before. One that does not rest stays as it is. */
export async function resume(kubectl: Kubectl, workload: Resting): Promise<void> {
  const { noted } = await read(kubectl, workload);
  if (noted === undefined) return;
  await patch(kubectl, workload, {
    metadata: { annotations: { [NOTE]: null } },
    spec: { [switchOf(workload).field]: JSON.parse(noted) },
  });
}

type Spec = Readonly<Partial<Record<Switch["field"], number | boolean>>>;

async function read(
  kubectl: Kubectl,
  { namespace, kind, name }: Resting,
): Promise<{ spec: Spec; noted: string | undefined }> {
  const text = await kubectl(["get", kind, name, `--namespace=${namespace}`, "--output=json"]);
  const { metadata, spec } = JSON.parse(text) as {
    readonly metadata: { readonly annotations?: Readonly<Record<string, string>> };
    readonly spec: Spec;
  };
  return { spec, noted: metadata.annotations?.[NOTE] };
}

async function patch(kubectl: Kubectl, { namespace, kind, name }: Resting, change: object): Promise<void> {
  await kubectl(["patch", kind, name, `--namespace=${namespace}`, "--type=merge", `--patch=${JSON.stringify(change)}`]);
}
