import { expect, test } from "vitest";
import { CERTIFICATE_DAYS } from "../../../platform/hosts/certificate-run.ts";
import { declaredLab } from "../../testing/declared-lab.ts";
import { certificatesOf } from "./certificates.ts";
import { routesOf } from "./routes.ts";

test("certificatesOf() tells who signs for every name that is answered", async () => {
  const lab = await declaredLab();
  const { zone, gitea } = lab.cluster;
  const [inside, ofGitea, outside] = certificatesOf(lab);
  expect(inside).toMatchObject({ authority: "Step-CA", run: { days: CERTIFICATE_DAYS } });
  expect(inside?.names).toEqual([...new Set(routesOf(lab).flatMap(({ host, isPublic }) => (isPublic ? [] : [host])))]);
  expect(ofGitea).toMatchObject({ holder: "Gitea", names: [gitea.host] });
  expect(outside).toMatchObject({ authority: "Let's Encrypt", names: [zone?.name, `*.${zone?.name}`] });
});
