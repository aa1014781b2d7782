import { type Action, actionKey } from "./action.ts";

/** What earlier rounds of the same run leave to the later ones. */
export interface Memory {
  /** When each trouble was first seen in a row, by its name. */
  readonly since: ReadonlyMap<string, number>;
  /** When each action was taken, by its key. */
  readonly taken: ReadonlyMap<string, readonly number[]>;
}

/** How long others get before `lab recover` does something itself, in seconds. */
export interface Patience {
  /** A host that starts: firmware, the check of its file systems, the network. */
  readonly hostSeconds: number;
  /** What systemd, Kubernetes, Longhorn, the operator or Argo CD mends by itself. */
  readonly othersSeconds: number;
  /** Kubernetes itself lets go of a volume of a pod that is gone after six minutes. */
  readonly detachSeconds: number;
  /** Until an action must have helped, before it is tried again. */
  readonly againSeconds: number;
  /** How often an action is tried. */
  readonly tries: number;
}

/**
 * Longhorn brings up copies within seconds once their nodes are up; a Raspberry Pi starts in one minute, and in some
 * more when it checks a large disk.
 */
export const PATIENCE: Patience = {
  hostSeconds: 600,
  othersSeconds: 180,
  detachSeconds: 420,
  againSeconds: 120,
  tries: 2,
};

/** A look at memory at one moment. */
export class Recollection {
  readonly #memory: Memory;
  readonly #at: number;
  readonly patience: Patience;

  constructor(memory: Memory, at: number, patience: Patience) {
    this.#memory = memory;
    this.#at = at;
    this.patience = patience;
  }

  /** Whether a trouble has lasted for some seconds. */
  hasLasted(subject: string, seconds: number): boolean {
    return this.#at - (this.#memory.since.get(subject) ?? this.#at) >= seconds * 1000;
  }

  /** What stands between an action and its next try: nothing, that it is just at work, or that it did not help. */
  outcomeOf(action: Action): "untried" | "at-work" | "no-help" {
    const times = this.#memory.taken.get(actionKey(action)) ?? [];
    const last = times.at(-1);
    if (last === undefined) return "untried";
    if (this.#at - last < this.patience.againSeconds * 1000) return "at-work";
    return times.length < this.patience.tries ? "untried" : "no-help";
  }

  wasTaken(action: Action): boolean {
    return this.#memory.taken.has(actionKey(action));
  }
}
