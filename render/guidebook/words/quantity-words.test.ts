import { describe, expect, test } from "vitest";
import { quantitiesIn } from "./quantity-words.ts";

describe("quantitiesIn()", () => {
  test.each([
    ["5 GiB of room", { of: "bytes", amount: 5 * 1024 ** 3, words: "5 GiB" }],
    ["5 GB of room", { of: "bytes", amount: 5 * 1024 ** 3, words: "5 GB" }],
    ["limit 512Mi.", { of: "bytes", amount: 512 * 1024 ** 2, words: "512Mi" }],
    ["for 30 days", { of: "days", amount: 30, words: "30 days" }],
    ["for thirty days", { of: "days", amount: 30, words: "thirty days" }],
    ["two copies", { of: "copies", amount: 2, words: "two copies" }],
    ["with copies on two nodes", { of: "copies", amount: 2, words: "copies on two nodes" }],
    ["3 replicas", { of: "copies", amount: 3, words: "3 replicas" }],
    ["at most 10 pods", { of: "pods", amount: 10, words: "10 pods" }],
  ])("reads %s", (text, quantity) => {
    expect(quantitiesIn(text)).toEqual([quantity]);
  });

  test.each([
    "one copy",
    "wait ten minutes",
    "a week",
    "pods",
    "port 8080",
    "1.2.3 days",
    "GiB",
    "two hosts",
    "5 Gigs",
  ])("finds none in: %s", text => {
    expect(quantitiesIn(text)).toEqual([]);
  });

  test("takes 8192 MiB and 8 GiB for the same", () => {
    const [one, other] = quantitiesIn("8192 MiB, 8 GiB");
    expect(one?.amount).toBe(other?.amount);
  });
});
