import { type Action, actionKey, isDestructive } from "./action.ts";
import { chain } from "./chain.ts";
import type { Finding, Question } from "./finding.ts";
import { type Memory, type Patience, Recollection } from "./memory.ts";
import type { Snapshot } from "./snapshot.ts";

/** What a round comes to. */
export interface Decision {
  /** What is not as it should be, by the name of its link, in the order of the chain. */
  readonly findings: readonly (Finding & { readonly link: string })[];
  /** What is done now, each once, with its reason. */
  readonly actions: readonly { readonly action: Action; readonly because: string }[];
  /** What only a person can say or do. */
  readonly questions: readonly Question[];
  /** Whether nothing is wrong but what may be left as it is. */
  readonly isHealthy: boolean;
}

/**
 * Looks along the whole chain and says what comes next: pure, so that the same state always leads to the same. Nothing
 * destructive is ever among the actions; it hangs on a question.
 *
 * @throws {Error} when a link proposes it all the same
 */
export function decide(snapshot: Snapshot, memory: Memory, patience: Patience): Decision {
  const recollection = new Recollection(memory, snapshot.at, patience);
  const findings = chain.flatMap(link =>
    link.judge(snapshot, recollection).map(finding => ({ ...asWait(finding, recollection), link: link.name })),
  );
  return {
    findings,
    actions: actionsOf(findings),
    questions: questionsOf(findings),
    isHealthy: findings.every(({ next }) => "note" in next),
  };
}

/** What was said yes to a moment ago is not asked again while it works. */
function asWait(finding: Finding, memory: Recollection): Finding {
  const action = "ask" in finding.next ? finding.next.ask.action : undefined;
  if (action === undefined || memory.outcomeOf(action) !== "at-work") return finding;
  return { ...finding, next: { wait: "what was agreed to needs a moment" } };
}

function actionsOf(findings: readonly Finding[]): Decision["actions"] {
  const actions = new Map<string, Decision["actions"][number]>();
  for (const { next } of findings) {
    if (!("do" in next)) continue;
    if (isDestructive(next.do))
      throw new Error(`Cannot ${actionKey(next.do)} unasked: this is a bug in render/recover`);
    actions.set(actionKey(next.do), { action: next.do, because: next.because });
  }
  return [...actions.values()];
}

function questionsOf(findings: readonly Finding[]): Question[] {
  const questions = new Map<string, Question>();
  for (const { next } of findings) if ("ask" in next) questions.set(questionKey(next.ask), next.ask);
  return [...questions.values()];
}

/** One name for one question about one thing. */
export function questionKey({ id, about }: Question): string {
  return `${id} ${about}`;
}
