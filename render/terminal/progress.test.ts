import { stderr } from "node:process";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { progress } from "./progress.ts";

const CLEAR = "\r\u001b[2K";
let written: string[];
let isTerminal: boolean | undefined;

beforeEach(() => {
  written = [];
  isTerminal = stderr.isTTY;
  stderr.isTTY = true;
  vi.useFakeTimers({ toFake: ["performance"] });
  vi.spyOn(stderr, "write").mockImplementation(text => written.push(String(text)) > 0);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
  stderr.isTTY = isTerminal as boolean;
});

/** Reports step after step, each of which takes so many milliseconds. */
function work(total: number, milliseconds: number): void {
  const report = progress("Building units", total);
  for (let done = 1; done <= total; done += 1) {
    vi.advanceTimersByTime(milliseconds);
    report(done);
  }
}

describe("progress()", () => {
  test("writes nothing for what is done within a second", () => {
    work(9, 100);
    expect(written).toEqual([]);
  });

  test("says how far it is from the second on, and takes that away at the end", () => {
    work(4, 600);
    expect(written).toEqual([`${CLEAR}Building units: 2 of 4`, `${CLEAR}Building units: 3 of 4`, CLEAR]);
  });

  test("writes at most ten times in a second, however many steps there are", () => {
    work(3000, 1);
    expect(written.length).toBeGreaterThan(10);
    expect(written.length).toBeLessThanOrEqual(22);
  });

  test("writes nothing where there is no terminal", () => {
    stderr.isTTY = false;
    work(4, 600);
    expect(written).toEqual([]);
  });
});
