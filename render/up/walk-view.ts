import { stripVTControlCharacters } from "node:util";
import { eventLines, outcomeWord, placeOf, seconds } from "./event-lines.ts";
import type { StepEvent } from "./step-event.ts";

/** How a walk is shown while it goes on. */
export interface WalkView {
  tell(event: StepEvent): void;
  /** Prints lines of something else. */
  print(lines: readonly string[]): void;
  close(): void;
}

/** What of a stream a view needs. */
export interface Screen {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/**
 * A line for each step and place, brought up to date in place on a terminal, and one for each event elsewhere.
 *
 * @param isAsked whether a person is typing an answer: the screen is left alone then
 */
export function walkView(screen: Screen, isAsked: () => boolean): WalkView {
  return screen.isTTY ? terminalView(screen, isAsked) : plainView(screen);
}

function plainView(screen: Screen): WalkView {
  const print = (lines: readonly string[]) => {
    for (const line of lines) screen.write(`${line}\n`);
  };
  return { tell: event => print(eventLines(event)), print, close: () => {} };
}

const PAUSE_MILLISECONDS = 1000;

/** Last line and start of one step at one place. */
interface Row {
  text: string;
  readonly started: number;
  isDone: boolean;
}

function terminalView(screen: Screen, isAsked: () => boolean): WalkView {
  let rows = new Map<string, Row>();
  let drawn = 0;
  const clock = setInterval(() => draw(), PAUSE_MILLISECONDS);
  clock.unref();

  function draw(): void {
    if (isAsked()) {
      drawn = 0; // the question stands below what was drawn, and stays
      return;
    }
    const up = drawn > 0 ? `\u001b[${drawn}A` : "";
    const lines = [...rows].map(([place, row]) => `\u001b[2K${cut(lineOf(place, row), screen.columns || 80)}\n`);
    screen.write(`\r${up}${lines.join("")}`);
    drawn = lines.length;
  }

  /** What stands there stays, and what comes is drawn below. */
  function settle(): void {
    draw();
    rows = new Map([...rows].filter(([, row]) => !row.isDone));
    drawn = 0;
  }

  return {
    tell(event) {
      const place = placeOf(event);
      if (event.kind === "looks") {
        if ([...rows.values()].every(row => row.isDone)) settle();
        rows.set(place, { text: "", started: performance.now(), isDone: false });
      } else {
        const row = rows.get(place);
        if (row !== undefined) change(row, event);
      }
      draw();
    },
    print(lines) {
      settle();
      for (const line of lines) screen.write(`${line}\n`);
    },
    close: () => clearInterval(clock),
  };
}

function change(row: Row, event: Exclude<StepEvent, { kind: "looks" }>): void {
  if (event.kind === "does") row.text = `${event.what}: ${firstOf(event.found)}`;
  else if (event.kind === "says") row.text = event.line;
  else {
    row.isDone = true;
    row.text = `${outcomeWord(event.outcome)} ${seconds(event.seconds)}`;
  }
}

function lineOf(place: string, { text, started, isDone }: Row): string {
  return isDone ? `${place} ${text}` : `${place} ${seconds((performance.now() - started) / 1000)} ${text}`;
}

function firstOf(found: readonly string[]): string {
  return found.length > 1 ? `${found[0]}, and ${found.length - 1} more` : (found[0] ?? "");
}

/** A line that wraps would be two, and the way back up too short; its colours are given up for that. */
function cut(line: string, width: number): string {
  const plain = stripVTControlCharacters(line).replaceAll(/[\r\n\t]/g, " ");
  return plain.length < width ? line.replaceAll(/[\r\n\t]/g, " ") : plain.slice(0, width - 1);
}
