import { execFileSync, spawnSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { seeded } from "../testing/seeded.ts";
import { trickyStrings } from "../testing/tricky-strings.ts";
import { loginCommand } from "./login-command.ts";
import { quote } from "./quote.ts";

const MANNER = { as: "", timeoutSeconds: 5 };

/** Login shells that this machine has; every machine with Debian has dash and bash. */
const shells = ["dash", "bash", "zsh", "fish", "tcsh", "mksh"].filter(
  shell => spawnSync(shell, ["-c", "exit 0"], { stdio: "ignore" }).status === 0,
);

/** Words that a shell may take for something else, and mixtures of what it takes for something. */
function nastyWords(count: number): string[] {
  const random = seeded(7);
  const signs = [..."'\"\\`$!&|;<>(){}[]*?~#%^=-\n\t\r a1é😀", "$(id)", "\\'", "'\\''", "\\\\", "!!", "%s", "\\0"];
  const mixture = () => Array.from({ length: 12 }, () => signs[Math.floor(random() * signs.length)]).join("");
  return [...trickyStrings(1, count), ...Array.from({ length: count }, mixture)].filter(word => !word.includes("\0"));
}

function give(shell: string, script: string): string {
  return execFileSync(shell, ["-c", loginCommand(script, MANNER)], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  });
}

test("quote() gives dash every word as it is", () => {
  const words = nastyWords(2000);
  for (let start = 0; start < words.length; start += 200) {
    const some = words.slice(start, start + 200);
    const script = `printf '%s\\0' ${some.map(quote).join(" ")}`;
    const printed = execFileSync("dash", ["-c", script], { encoding: "utf8" });
    expect(printed.split("\0").slice(0, -1)).toEqual(some);
  }
});

describe.each(shells)("loginCommand() through %s", shell => {
  test("gives sh a script of nasty words as it is", () => {
    const words = nastyWords(300);
    for (let start = 0; start < words.length; start += 100) {
      const some = words.slice(start, start + 100);
      const printed = give(shell, `printf '%s\\0' \\\n${some.map(quote).join(" \\\n")}`);
      expect(printed.split("\0").slice(0, -1)).toEqual(some);
    }
  });

  test("runs it by sh, with its status and an English tongue", () => {
    expect(give(shell, 'echo "$0 $LC_ALL"')).toBe("sh C.UTF-8\n");
    expect(spawnSync(shell, ["-c", loginCommand("exit 7", MANNER)]).status).toBe(7);
  });
});

describe("loginCommand()", () => {
  test("shows in a list of processes what is run", () => {
    expect(loginCommand("systemctl restart k3s.service", MANNER)).toContain("'systemctl restart k3s.service'");
  });

  test("refuses what no command line holds", () => {
    expect(() => loginCommand("a".repeat(200_000), MANNER)).toThrow("too long for a command line");
    expect(() => loginCommand("a\0b", MANNER)).toThrow("this is a bug");
  });
});
