import { describe, expect, test } from "vitest";
import { nameErrors } from "./name-errors.ts";

const letters = (count: number) => "a".repeat(count);

describe("nameErrors()", () => {
  test.each(["erp", "web-shop", "a", "app2", letters(57)])("accepts %s", name => {
    expect(nameErrors(name, ["prod"])).toEqual([]);
  });

  test.each(["", "Erp", "erp_sandbox", "-erp", "erp-", "erp--two", "2048", "erp.web", "été", "erp web", "erp/x"])(
    "refuses the characters of %j",
    name => {
      expect(nameErrors(name, ["prod"])).toMatchObject([{ problem: `"${name}" is not kebab-case` }]);
    },
  );

  test.each([
    ["PostgreSQL owner role", letters(59), ["prod"], '_role" has 64 characters and 63 are allowed'],
    ["PostgreSQL owner role", letters(51), ["prod", "sandbox"], '_sandbox_role" has 64 characters'],
    ["PostgreSQL manager role", letters(58), ["prod"], '"vault_aaa'],
    ["namespace", letters(64), ["prod"], "has 64 characters and 63 are allowed"],
    ["host name", letters(64), ["prod"], "has 64 characters and 63 are allowed"],
    ["PostgreSQL database", letters(64), ["prod"], "has 64 characters and 63 are allowed"],
    ["Gitea repository", letters(101), ["prod"], "has 101 characters and 100 are allowed"],
    ["CI role in Vault", letters(118), ["prod"], "gitea_cicd_"],
    ["PostgreSQL database", "postgres", ["prod"], '"postgres" is reserved there'],
    ["PostgreSQL database", "template0", ["prod"], "is reserved there"],
    ["PostgreSQL owner role", "pg-admin", ["prod"], '"pg_admin_role" begins with pg_'],
    ["Vault policy", "root", ["prod"], '"root" is reserved there'],
    ["namespace", "default", ["prod"], '"default" is reserved there'],
    ["namespace", "kube-system", ["prod"], "is reserved there"],
    ["namespace", "kube-dashboard", ["prod"], "begins with kube-"],
  ])("names the coordinate that breaks: %s for %.20s in %j", (coordinate, name, environments, problem) => {
    const found = nameErrors(name, environments).find(error => error.coordinate === coordinate);
    expect(found?.problem).toContain(problem);
  });

  test("says by how much a name is too long", () => {
    expect(nameErrors(letters(60), ["prod"])[0]?.remedy).toBe("shorten the app's name by 2");
  });

  test("says each thing once, however many environments break it", () => {
    const errors = nameErrors(letters(101), ["prod", "sandbox"]).filter(
      error => error.coordinate === "Gitea repository",
    );
    expect(errors).toHaveLength(1);
  });
});
