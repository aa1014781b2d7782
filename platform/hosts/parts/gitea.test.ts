import { describe, expect, test } from "vitest";
import { arcodange } from "../../../clusters/arcodange/index.ts";
import { marksIn } from "../host.ts";
import { gitea } from "./gitea.ts";
import { GITEA_SECRETS, giteaSettings } from "./gitea-settings.ts";

const part = gitea({ cluster: arcodange, name: "pi2", node: arcodange.nodes.pi2 });
const ini = giteaSettings(arcodange);

describe("gitea", () => {
  test("is on its node alone", () => {
    expect(gitea({ cluster: arcodange, name: "pi1", node: arcodange.nodes.pi1 })).toEqual({});
  });

  test("refuses a node that has not its database", () => {
    const cluster = { ...arcodange, postgres: { node: "pi3", port: 5432 } };
    expect(() => gitea({ cluster, name: "pi2", node: arcodange.nodes.pi2 })).toThrow(
      'Cannot put Gitea on "pi2" of arcodange: its database is on "pi3", name one node for both in clusters/arcodange/index.ts',
    );
  });

  test("names every secret that its files hold, and no other", () => {
    const marks = new Set((part.files ?? []).flatMap(({ content }) => marksIn(content)));
    expect([...marks].sort()).toEqual((part.secrets ?? []).map(({ name }) => name).sort());
  });

  test("lets nobody but its owner read a file with a secret", () => {
    for (const file of part.files ?? []) if (marksIn(file.content).length > 0) expect(file.mode).toBe("0600");
  });

  test("is restarted when anything has changed that it reads at its start", () => {
    for (const file of part.files ?? []) expect(file.restarts).toEqual(["lab-gitea.service"]);
  });

  test("waits for PostgreSQL, and for its own database", () => {
    const unit = part.files?.find(({ path }) => path.endsWith("/lab-gitea.service"))?.content;
    expect(unit).toMatch(/^After=.*\blab-postgres\.service\b/m);
    expect(unit).toContain("ExecStartPre=/bin/sh /etc/lab/gitea/make-database.sh\n");
  });
});

describe("giteaSettings()", () => {
  test("gives Gitea every secret that it would make and write down itself", () => {
    for (const key of ["SECRET_KEY", "INTERNAL_TOKEN", "JWT_SECRET", "LFS_JWT_SECRET"]) {
      expect(ini).toMatch(new RegExp(`^${key} = @@gitea/[a-z0-9-]+@@$`, "m"));
    }
  });

  test("gives those that Gitea decodes in the encoding in which it does", () => {
    expect(GITEA_SECRETS.oauth2.encoding).toBe("base64url");
    expect(GITEA_SECRETS.lfs.encoding).toBe("base64url");
  });

  test("answers by the one name of the forge, without a port", () => {
    expect(ini).toContain("ROOT_URL = https://gitea.arcodange.lab/\n");
    expect(ini).toContain("DOMAIN = gitea.arcodange.lab\n");
  });

  test("changes when the root of the authority is learned, so that Gitea asks it at once", () => {
    const learned = { ...arcodange, stepCa: { ...arcodange.stepCa, rootCertificate: "PEM" } };
    expect(giteaSettings(learned)).toContain("ACME_CA_ROOT = /usr/local/share/ca-certificates/lab-root.crt\n");
    const { rootCertificate: _, ...stepCa } = learned.stepCa;
    expect(giteaSettings({ ...arcodange, stepCa })).not.toContain("ACME_CA_ROOT");
  });

  test("lets the page of a review be attached, and pictures and logs as before", () => {
    const [, types = ""] = /^ALLOWED_TYPES = (.*)$/m.exec(ini) ?? [];
    expect(types.split(",")).toEqual(expect.arrayContaining([".html", ".png", ".log"]));
  });

  test("ends when it does not come up, rather than stay without a door", () => {
    expect(ini).toMatch(/^STARTUP_TIMEOUT = \d+m$/m);
  });

  test("lets nobody make an account, and runs no setup", () => {
    expect(ini).toContain("DISABLE_REGISTRATION = true\n");
    expect(ini).toContain("INSTALL_LOCK = true\n");
  });
});
