import type { Answer } from "./answer.ts";

type Answers = (path: string) => Promise<Answer>;

/** Answers as before, and knows for how long nobody has asked. */
export function noticingIdleness(answers: Answers): { answers: Answers; idleSeconds(): number } {
  let atWork = 0;
  let answered = performance.now();
  return {
    async answers(path) {
      atWork += 1;
      try {
        return await answers(path);
      } finally {
        atWork -= 1;
        answered = performance.now();
      }
    },
    idleSeconds: () => (atWork > 0 ? 0 : (performance.now() - answered) / 1000),
  };
}
