/** An Application of Argo CD, as far as it matters here. */
export interface Application {
  readonly metadata: { readonly name: string };
  readonly spec: { readonly project: string };
  readonly status?: {
    readonly sync?: { readonly status?: string };
    readonly health?: { readonly status?: string };
    readonly operationState?: { readonly phase?: string; readonly message?: string };
  };
}

/** Why an Application may be unhealthy, by its name: it waits for a person. */
export type Awaited = ReadonlyMap<string, string>;

/**
 * What has not converged: Applications that are not there, not as git says, or not healthy, a line each.
 *
 * @param wanted names of all that git holds
 * @param awaited those that may be unhealthy; they must be synced all the same
 */
export function unconverged(wanted: readonly string[], live: readonly Application[], awaited: Awaited): string[] {
  return wanted.flatMap(name => {
    const application = live.find(({ metadata }) => metadata.name === name);
    if (application === undefined) return [`Application "${name}" is not there`];
    const { sync, health } = stateOf(application);
    const isWell = sync === "Synced" && (health === "Healthy" || awaited.has(name));
    return isWell ? [] : [`Application "${name}" is ${sync} and ${health}${complaint(application)}`];
  });
}

/** Applications that are not healthy, for they wait for a person, a line each. */
export function waitingForPeople(live: readonly Application[], awaited: Awaited): string[] {
  return live.flatMap(application => {
    const { name } = application.metadata;
    const { health } = stateOf(application);
    const reason = awaited.get(name);
    return reason === undefined || health === "Healthy" ? [] : [`Application "${name}" is ${health}: ${reason}`];
  });
}

function stateOf({ status }: Application) {
  return { sync: status?.sync?.status ?? "not compared", health: status?.health?.status ?? "of unknown health" };
}

function complaint({ status }: Application): string {
  const { phase, message } = status?.operationState ?? {};
  const isFailing = phase === "Failed" || phase === "Error" || (phase === "Running" && message?.includes("fail"));
  return isFailing && message !== undefined ? `: ${message.split("\n")[0]}` : "";
}
