import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { plainAnswer } from "./answer.ts";
import { noticingIdleness } from "./noticing-idleness.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("noticingIdleness() counts from the last answer, and not while one is made, however that ends", async () => {
  const { promise, reject } = Promise.withResolvers<never>();
  const { answers, idleSeconds } = noticingIdleness(path =>
    path === "/" ? promise : Promise.resolve(plainAnswer(200, "")),
  );
  const slow = answers("/").catch(() => undefined);
  await answers("/style.css");
  vi.advanceTimersByTime(60_000);
  expect(idleSeconds()).toBe(0);
  reject(new Error("it is broken"));
  await slow;
  vi.advanceTimersByTime(7000);
  expect(idleSeconds()).toBe(7);
});
