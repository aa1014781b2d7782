import { describe, expect, test } from "vitest";
import { scramVerifier, verifies } from "./scram-verifier.ts";

/** The exchange that RFC 7677 prints as its example: of it follows what a server must have kept. */
const RFC_7677 = {
  password: "pencil",
  salt: Buffer.from("W22ZaJ0SNY7soEsUEjb6gQ==", "base64"),
  verifier:
    "SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=",
};

describe("scramVerifier()", () => {
  test("is that of the example in RFC 7677", () => {
    expect(scramVerifier(RFC_7677.password, RFC_7677.salt)).toBe(RFC_7677.verifier);
  });

  test("is another one for the same password each time, and holds none of it", () => {
    const first = scramVerifier("open-sesame");
    expect(scramVerifier("open-sesame")).not.toBe(first);
    expect(first).not.toContain("sesame");
  });
});

describe("verifies()", () => {
  test("knows the password, whatever salt and effort were chosen", () => {
    expect(verifies(RFC_7677.verifier, "pencil")).toBe(true);
    expect(verifies(scramVerifier("pencil", Buffer.from("salt"), 10_000), "pencil")).toBe(true);
  });

  test.each([
    ["another password", RFC_7677.verifier, "pencils"],
    ["no verifier", null, "pencil"],
    ["a verifier of MD5", "md5a6343a68d964ca596d9752250d54bb8a", "pencil"],
    ["a verifier that was cut off", RFC_7677.verifier.slice(0, -1), "pencil"],
    ["a verifier with another key of the server", RFC_7677.verifier.replace("wfPL", "wfPM"), "pencil"],
  ])("refuses %s", (_, verifier, password) => {
    expect(verifies(verifier, password)).toBe(false);
  });
});
