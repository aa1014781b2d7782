import { stripVTControlCharacters } from "node:util";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { StepEvent } from "./step-event.ts";
import { type WalkView, walkView } from "./walk-view.ts";

const looks = (on: string, step = "files"): StepEvent => ({ step, on, kind: "looks" });
const does = (on: string): StepEvent => ({
  step: "files",
  on,
  kind: "does",
  what: "places files",
  found: ["/a is missing", "/b"],
});
const ended = (on: string): StepEvent => ({
  step: "files",
  on,
  kind: "ended",
  outcome: { kind: "unchanged" },
  seconds: 0.26,
});

const UP = /^.\[(\d+)A$/;
const CLEAR = "\u001b[2K";

/** What a terminal shows after what was written to it. */
function screenOf(written: readonly string[]): string[] {
  const lines: string[] = [""];
  let row = 0;
  const parts = written
    .join("")
    .replaceAll(/\p{Cc}\[(?:\d+A|2K)|[\r\n]/gu, sign => `\0${sign}\0`)
    .split("\0");
  for (const part of parts) {
    const up = UP.exec(part)?.[1];
    if (up !== undefined) row -= Number(up);
    else if (part === CLEAR) lines[row] = "";
    else if (part === "\n") lines[++row] ??= "";
    else if (part !== "\r") lines[row] += part;
  }
  return lines.map(line => stripVTControlCharacters(line).trimEnd()).filter(line => line !== "");
}

describe("walkView() on a terminal", () => {
  let written: string[];
  let isAsked: boolean;
  let view: WalkView;
  beforeEach(() => {
    vi.useFakeTimers();
    written = [];
    isAsked = false;
    view = walkView({ isTTY: true, columns: 80, write: text => written.push(text) }, () => isAsked);
  });
  afterEach(() => {
    view.close();
    vi.useRealTimers();
  });

  test("has one line for each step and place, however much happens", () => {
    for (const on of ["pi1", "pi2"]) view.tell(looks(on));
    view.tell(does("pi1"));
    view.tell({ step: "files", on: "pi1", kind: "says", line: "halfway" });
    for (const on of ["pi1", "pi2"]) view.tell(ended(on));
    view.tell(looks("pi1", "boot"));
    expect(screenOf(written)).toEqual([
      expect.stringMatching(/^files +pi1 +unchanged \(0\.3 s\)$/),
      expect.stringMatching(/^files +pi2 +unchanged \(0\.3 s\)$/),
      expect.stringMatching(/^boot +pi1 +\(0\.0 s\)$/),
    ]);
  });

  test("shows the first of what a step has found, and how many more", () => {
    view.tell(looks("pi1"));
    view.tell(does("pi1"));
    expect(screenOf(written).at(-1)).toMatch(/places files: \/a is missing, and 1 more$/);
  });

  test("never writes a line that the terminal would wrap", () => {
    view.tell(looks("pi1"));
    view.tell({ step: "files", on: "pi1", kind: "says", line: "x".repeat(500) });
    expect(screenOf(written).every(line => line.length < 80)).toBe(true);
  });

  test("counts the seconds while a step takes its time", () => {
    view.tell(looks("pi1"));
    vi.advanceTimersByTime(3000);
    expect(screenOf(written)).toEqual([expect.stringMatching(/\(3\.0 s\)$/)]);
  });

  test("leaves the screen to a question, and goes on below it", () => {
    view.tell(looks("pi1"));
    written.push("Really? yes\n");
    isAsked = true;
    const before = written.length;
    vi.advanceTimersByTime(5000);
    expect(written.length).toBe(before);
    isAsked = false;
    view.tell(ended("pi1"));
    expect(screenOf(written).slice(1)).toEqual(["Really? yes", expect.stringContaining("unchanged")]);
  });
});

describe("walkView() elsewhere", () => {
  test("is a plain log: what was found, done and said, a line each", () => {
    const written: string[] = [];
    const view = walkView({ write: text => written.push(text) }, () => false);
    for (const event of [looks("pi1"), does("pi1"), ended("pi1")]) view.tell(event);
    expect(written.join("")).toBe(
      [
        "files                  pi1   places files:\n",
        "files                  pi1     /a is missing\n",
        "files                  pi1     /b\n",
        "files                  pi1   unchanged (0.3 s)\n",
      ].join(""),
    );
  });
});
