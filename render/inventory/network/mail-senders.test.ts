import { expect, test } from "vitest";
import { declaredLab } from "../../testing/declared-lab.ts";
import { mailSendersOf } from "./mail-senders.ts";

test("mailSendersOf() tells who is let out to mail servers, and nobody who may only fetch pages", async () => {
  const senders = mailSendersOf(await declaredLab()).flatMap(({ senders, ports }) =>
    senders.map(({ name }) => [name, ports] as const),
  );
  expect(Object.fromEntries(senders)).toEqual({
    erp: ["TCP 587"],
    "erp-sandbox": ["TCP 587"],
    alertmanager: ["TCP 465", "TCP 587"],
  });
});
