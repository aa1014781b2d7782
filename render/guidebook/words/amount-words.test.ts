import { expect, test } from "vitest";
import { amountWords, coreWords, roomWords } from "./amount-words.ts";

const MEBIBYTE = 1024 ** 2;

test("amountWords() rounds up what is requested", () => {
  expect(amountWords({ cpu: 1346, memory: 2500 * MEBIBYTE })).toBe("1.35 cores, 2.5 GiB");
  expect(amountWords({ cpu: 0, memory: 0 })).toBe("nothing");
});

test("roomWords() rounds down what is left, and says what is missing", () => {
  expect(roomWords({ cpu: 1346, memory: 2550 * MEBIBYTE })).toBe("1.34 cores, 2.4 GiB");
  expect(roomWords({ cpu: 1000, memory: 512 * MEBIBYTE })).toBe("1 core, 512 MiB");
  expect(roomWords({ cpu: -200, memory: -3 * 1024 * MEBIBYTE })).toBe("−0.2 cores, −3 GiB");
});

test("coreWords() knows the singular", () => {
  expect(coreWords(1000)).toBe("1 core");
});
