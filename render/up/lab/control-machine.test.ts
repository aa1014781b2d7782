import { expect, test } from "vitest";
import { howToTrust } from "./control-machine.ts";

test("howToTrust() says it for a Mac by its keychain, and for Debian by its folder of authorities", () => {
  expect(howToTrust("home", "darwin").join("\n")).toMatch(/clusters\/home\/learned\.json.*security add-trusted-cert/s);
  expect(howToTrust("home", "linux").join("\n")).toMatch(/ca-certificates\/home-root\.crt.*update-ca-certificates/s);
});
