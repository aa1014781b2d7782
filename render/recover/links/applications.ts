import { ARGOCD_NAMESPACE } from "../../../platform/components/argocd/namespace.ts";
import { attempt } from "../attempt.ts";
import type { Finding, Next } from "../finding.ts";
import type { Link } from "../link.ts";
import type { Recollection } from "../memory.ts";
import type { ApplicationState, Snapshot } from "../snapshot.ts";

const CONTROLLER = {
  kind: "restart-workload",
  namespace: ARGOCD_NAMESPACE,
  workload: "statefulset/argocd-application-controller",
} as const;

/**
 * A running operation keeps the source and the options that it started with, and one that was ended is not begun anew
 * before the next commit: so a stale one is ended and a fresh one started, with what the Application says now.
 *
 * @see https://github.com/argoproj/argo-cd/blob/v3.5.1/controller/appcontroller.go (processRequestedAppOperation, autoSync)
 */
export const applications: Link = {
  name: "Argo CD",
  promise: "Applications of Argo CD are as git says, and healthy.",
  waitsFor: "Gitea, then their syncs, which are tried again without an end",
  judge: (snapshot, memory) => {
    const findings = (snapshot.cluster?.applications ?? []).flatMap((application): Finding[] => {
      const problem = troubleOf(application);
      if (problem === undefined) return [];
      const subject = `application ${application.name}`;
      return [{ subject, problem, next: judge(subject, application, snapshot, memory) }];
    });
    return [...(snapshot.cluster?.restores ?? []).map(resting), ...findings];
  },
};

/** What Applications say is of before, then. */
function resting(claim: string): Finding {
  return {
    subject: `claim ${claim}`,
    problem: "a restore of it is not done, and Argo CD may rest until it is",
    next: { note: `npx lab restore volume ${claim}, which goes on where one was stopped` },
  };
}

function troubleOf({ sync, health, phase, message, isAutomated }: ApplicationState): string | undefined {
  const isHealthy = health === "Healthy" || health === "Suspended";
  if (phase === "Running" || phase === "Terminating") return `its sync runs${message === "" ? "" : `: ${message}`}`;
  if (sync === "Synced" && isHealthy) return undefined;
  if (!isAutomated && sync === "OutOfSync" && isHealthy) return "it is not as git says, and syncs by hand only";
  return `it is ${sync || "not compared yet"} and ${health || "of unknown health"}${message === "" ? "" : `: ${message}`}`;
}

function judge(subject: string, application: ApplicationState, snapshot: Snapshot, memory: Recollection): Next {
  const { name, phase, sync, stale, hasOperation, isAutomated, message } = application;
  if (snapshot.hosts.some(({ seen }) => seen?.stoppedUnits.some(unit => unit.includes("gitea"))))
    return { wait: "for Gitea" };
  const patience = memory.patience.othersSeconds;
  if (message.includes("no matches for kind") && memory.hasLasted(subject, patience)) {
    const restart = memory.outcomeOf(CONTROLLER);
    if (restart === "at-work") return { wait: "for its controller, which was started anew" };
    if (!memory.wasTaken(CONTROLLER)) {
      return { do: CONTROLLER, because: "it was killed while CRDs arrived, and learns them when it starts" };
    }
  }
  if (phase === "Running" && stale !== "" && hasOperation) {
    return attempt({ kind: "end-operation", application: name }, `its sync began with ${stale}`, memory, {
      ask: stuck(name, "its sync cannot be ended"),
    });
  }
  if (phase === "Running" && hasOperation) return { wait: "for its sync, which is tried again without an end" };
  if (phase === "Terminating" && hasOperation) return { wait: "for its sync to end" };
  if (sync === "Unknown" || sync === "") {
    if (!memory.hasLasted(subject, patience)) return { wait: "for Argo CD to compare it" };
    return attempt({ kind: "refresh-application", application: name }, "it could not be compared", memory, {
      ask: stuck(name, message),
    });
  }
  if (sync === "OutOfSync" || phase === "Running" || phase === "Terminating") {
    if (!isAutomated) return { note: `to sync it is up to you: argocd app sync ${name}` };
    const wasEnded = memory.wasTaken({ kind: "end-operation", application: name });
    if (!wasEnded && !memory.hasLasted(subject, patience)) return { wait: "for Argo CD to sync it" };
    return attempt({ kind: "start-sync", application: name }, "nothing syncs it", memory, {
      ask: stuck(name, message),
    });
  }
  return { wait: "for its pods" };
}

function stuck(name: string, message: string) {
  const says = `Application ${name} does not get as git says${message === "" ? "" : `: ${message}`}`;
  return { id: "application-stuck", about: name, says } as const;
}
