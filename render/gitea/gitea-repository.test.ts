import { afterEach, expect, test, vi } from "vitest";
import { giteaRepository } from "./gitea-repository.ts";

const VARIABLE = "GITEA_TOKEN";

afterEach(() => vi.unstubAllEnvs());

test("giteaRepository() takes an address with or without a slash at its end", () => {
  vi.stubEnv(VARIABLE, "secret");
  for (const server of ["https://git.home.lab", "https://git.home.lab/"]) {
    expect(giteaRepository("review", server, "org/lab", VARIABLE)).toEqual({
      ...{ server: "https://git.home.lab", repository: "org/lab", token: "secret" },
    });
  }
});

test("giteaRepository() says all that is wrong at once", () => {
  vi.stubEnv(VARIABLE, "");
  expect(() => giteaRepository("review", "git.home.lab", "lab", VARIABLE)).toThrow(
    [
      "Cannot review: --server is no plain address, write one such as https://gitea.arcodange.lab",
      'Cannot review: --repository is "lab", write organisation and name, such as arcodange-org/lab',
      "Cannot review: GITEA_TOKEN is not set, give it to the workflow as .gitea/workflows/review.yaml does",
    ].join("\n"),
  );
});

test.each(["https://me:hidden@git.home.lab", "https://git.home.lab?token=hidden", "file:///hidden", "hidden://x"])(
  "giteaRepository() refuses %s, and does not say what is hidden there",
  server => {
    vi.stubEnv(VARIABLE, "secret");
    expect(() => giteaRepository("review", server, "org/lab", VARIABLE)).toThrow(/no plain address(?!.*hidden)/);
  },
);
