import { type Action, actionKey } from "./action.ts";
import { type Decision, decide, questionKey } from "./decide.ts";
import type { Question } from "./finding.ts";
import type { Journal } from "./journal.ts";
import type { Patience } from "./memory.ts";
import type { Snapshot } from "./snapshot.ts";

/** Time, as a run sees and spends it. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  sleep(milliseconds: number): Promise<void>;
}

export interface RecoverProps {
  /** Everything but the routes. */
  readonly observe: () => Promise<Snapshot>;
  /** How names answer; asked for once all else is well. */
  readonly routes: (names: readonly string[]) => Promise<Snapshot["routes"]>;
  /** @param hasConsent whether a person has typed the name of what it is about */
  readonly act: (action: Action, hasConsent: boolean) => Promise<void>;
  /** Asks the person at the terminal; undefined when there is none. */
  readonly ask: (question: string) => Promise<string | undefined>;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly patience: Patience;
  readonly pauses: Pauses;
  /** After this time it ends, whatever is still wrong. */
  readonly limitSeconds: number;
}

/** How a run ended. */
export type Outcome =
  | { readonly end: "healthy" }
  /** Nothing more can be done before a person has answered or done something. */
  | { readonly end: "question"; readonly questions: readonly Question[] }
  | { readonly end: "out-of-time"; readonly decision: Decision };

/** Between two looks: the first soon after something has changed, each later one twice as long. */
export interface Pauses {
  readonly firstSeconds: number;
  readonly longestSeconds: number;
}

export const PAUSES: Pauses = { firstSeconds: 5, longestSeconds: 60 };

/**
 * Looks, does what is next, and looks again, until all is well, or nothing is left to do but what only a person can. What
 * is asked is asked once; meanwhile everything goes on that does not hang on the answer.
 */
export async function recover(props: RecoverProps): Promise<Outcome> {
  const { observe, clock, patience, limitSeconds } = props;
  const run = new Run(props);
  const end = clock.now() + limitSeconds * 1000;
  for (;;) {
    const seen = await observe();
    let decision = run.consider(seen);
    if (decision.isHealthy)
      decision = run.consider({ ...seen, routes: await props.routes(seen.cluster?.routed ?? []) });
    run.report(decision);
    if (decision.isHealthy) return { end: "healthy" };
    for (const { action, because } of decision.actions) await run.take(action, because, false);
    for (const question of decision.questions) await run.ask(question);
    const { questions } = decision;
    if (questions.length > 0 && run.stillSeconds() >= patience.hostSeconds) return { end: "question", questions };
    if (clock.now() >= end) return { end: "out-of-time", decision };
    await clock.sleep(run.nextPauseSeconds() * 1000);
  }
}

/** What one run remembers. */
class Run {
  readonly #props: RecoverProps;
  #since = new Map<string, number>();
  readonly #taken = new Map<string, number[]>();
  readonly #asked = new Set<string>();
  #told = new Map<string, string>();
  /** Whether the API server did not answer just now. */
  #isBlind = false;
  /** What is wrong and what kind of thing comes next; texts may count up for ever. */
  #stage = "";
  #changed: number;
  #pause: number;

  constructor(props: RecoverProps) {
    this.#props = props;
    this.#changed = props.clock.now();
    this.#pause = props.pauses.firstSeconds;
  }

  consider(snapshot: Snapshot): Decision {
    const decision = decide(snapshot, { since: this.#since, taken: this.#taken }, this.#props.patience);
    const { at, cluster } = snapshot;
    const since = new Map(decision.findings.map(({ subject }) => [subject, this.#since.get(subject) ?? at]));
    this.#since = cluster === undefined ? new Map([...this.#since, ...since]) : since; // what nobody sees is not over
    this.#isBlind = cluster === undefined;
    return decision;
  }

  /** Says what is new, and what is no longer so. */
  report({ findings, isHealthy }: Decision): void {
    const told = new Map(findings.map(({ subject, problem, next }) => [subject, line(problem, next)]));
    const fresh = [...told].filter(([subject, text]) => this.#told.get(subject) !== text);
    const gone = this.#isBlind ? [] : [...this.#told.keys()].filter(subject => !told.has(subject));
    for (const [subject, text] of fresh) this.#say(`${subject}: ${text}`);
    for (const subject of gone) this.#say(`${subject}: well again`);
    if (isHealthy) this.#say("all is well");
    this.#told = this.#isBlind ? new Map([...this.#told, ...told]) : told;
    const stage = findings.map(({ subject, next }) => `${subject}: ${Object.keys(next)}`).join("\n");
    if (stage !== this.#stage) this.#hasChanged();
    this.#stage = stage;
  }

  async take(action: Action, because: string, hasConsent: boolean): Promise<void> {
    const key = actionKey(action);
    this.#taken.set(key, [...(this.#taken.get(key) ?? []), this.#props.clock.now()]);
    this.#hasChanged();
    this.#say(`does: ${key}, for ${because}`);
    try {
      await this.#props.act(action, hasConsent);
    } catch (error) {
      this.#say(`failed: ${key}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  /** An answer that is not the name is a no. */
  async ask(question: Question): Promise<void> {
    const key = questionKey(question);
    if (this.#asked.has(key)) return;
    this.#asked.add(key);
    const { about, says, action } = question;
    this.#say(`asks: ${key}: ${says}`);
    if (action === undefined) return;
    const answer = await this.#props.ask(`${says}\nType "${about}" to ${actionKey(action)}, or nothing to leave it: `);
    this.#say(`answer: ${answer === undefined ? "nobody is there to ask" : answer === about ? "yes" : "no"}`);
    if (answer === about) await this.take(action, "a person has agreed", true);
  }

  /** For how long nothing has changed. */
  stillSeconds(): number {
    return (this.#props.clock.now() - this.#changed) / 1000;
  }

  nextPauseSeconds(): number {
    const pause = this.#pause;
    this.#pause = Math.min(pause * 2, this.#props.pauses.longestSeconds);
    return pause;
  }

  #hasChanged(): void {
    this.#changed = this.#props.clock.now();
    this.#pause = this.#props.pauses.firstSeconds;
  }

  #say(text: string): void {
    this.#props.journal.write(this.#props.clock.now(), text);
  }
}

function line(problem: string, next: Decision["findings"][number]["next"]): string {
  if ("wait" in next) return `${problem}; waits: ${next.wait}`;
  if ("note" in next) return `${problem}; ${next.note}`;
  return problem;
}
