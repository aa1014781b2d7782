import { eventLines } from "./event-lines.ts";
import type { RunLog } from "./run-log.ts";
import type { StepEvent } from "./step-event.ts";
import type { WalkView } from "./walk-view.ts";

/** What is told of a walk, on the screen and in its log, until it ends. */
export interface Narration {
  tell(event: StepEvent): void;
  print(lines: readonly string[]): void;
  /** Name of the step that was told of last. */
  readonly step: string;
  /** Tells nothing more: a step takes it for a failure that its connection is closed. */
  end(): void;
}

/** @param first name of the first step */
export function narration(view: WalkView, log: RunLog, first: string): Narration {
  let step = first;
  let isOver = false;
  return {
    tell(event) {
      if (isOver) return;
      step = event.step;
      log.write(eventLines(event));
      view.tell(event);
    },
    print(lines) {
      if (isOver) return;
      log.write(lines);
      view.print(lines);
    },
    get step() {
      return step;
    },
    end() {
      isOver = true;
      view.close();
    },
  };
}
