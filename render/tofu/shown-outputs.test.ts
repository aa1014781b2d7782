import { describe, expect, test } from "vitest";
import { shownOutputs } from "./shown-outputs.ts";
import { sampleWork } from "./testing/sample-work.ts";

const outputs = {
  lab: { sensitive: false, value: { stack: "vault" } },
  tunnel_id: { sensitive: false, value: "7f1c" },
  token: { sensitive: true, value: "open sesame" },
};

describe("shownOutputs()", () => {
  test("gives all that are not sensitive, or those that are named", () => {
    expect(shownOutputs(sampleWork, outputs, [])).toEqual({ lab: { stack: "vault" }, tunnel_id: "7f1c" });
    expect(shownOutputs(sampleWork, outputs, ["tunnel_id"])).toEqual({ tunnel_id: "7f1c" });
  });

  test("refuses a sensitive one and an unknown one together, and prints no value", () => {
    const show = () => shownOutputs(sampleWork, outputs, ["token", "tunnel-id"]);
    expect(show).toThrow('Cannot show output "token" of stack "vault" of home: it is sensitive');
    expect(show).toThrow('Cannot find output of stack "vault" of home "tunnel-id": did you mean "tunnel_id"?');
    expect(show).not.toThrow("sesame");
  });

  test("says to apply a stack that has no state", () => {
    expect(() => shownOutputs(sampleWork, {}, [])).toThrow('run "lab tofu apply vault --cluster home"');
  });
});
