import { matchesGlob } from "node:path";
import { expect, test } from "vitest";
import { sampleCluster } from "../../testing/sample-instance.ts";
import { agentFiles, lapiFiles } from "./settings.ts";

const read = (files: Readonly<Record<string, string>>, name: string) => JSON.parse(String(files[name]));
const lapi = lapiFiles(sampleCluster);
const agent = agentFiles(sampleCluster);

test("agentFiles() never bans who is inside, by the networks of the cluster", () => {
  expect(read(agent, "lab-networks.yaml").whitelist.cidr).toEqual(["192.168.1.0/24", "10.42.0.0/16", "10.43.0.0/16"]);
});

test.each([
  ["what Traefik writes", "traefik-5d8f7c-x2x9z_traefik_traefik-0f3a.log", true],
  ["no other container of its pod", "traefik-5d8f7c-x2x9z_traefik_bouncer-0f3a.log", false],
  ["no pod of that name elsewhere", "traefik-5d8f7c-x2x9z_webapp_traefik-0f3a.log", false],
])("agentFiles() reads %s", (_, file, isRead) => {
  const { filenames } = read(agent, "acquis.yaml");
  expect(filenames.some((pattern: string) => matchesGlob(`/var/log/containers/${file}`, pattern))).toBe(isRead);
});

test("lapiFiles() lets nobody register but pods with the token, which no file holds", () => {
  const { auto_registration: registration } = read(lapi, "config.yaml").api.server;
  expect(registration.allowed_ranges).toEqual(["10.42.0.0/16"]);
  // biome-ignore lint/suspicious/noTemplateCurlyInString: CrowdSec puts in the variable
  expect(registration.token).toBe("${REGISTRATION_TOKEN}");
});

test("lapiFiles() tells CrowdSec's own servers nothing of visitors", () => {
  expect(read(lapi, "config.yaml").api.server).not.toHaveProperty("online_client");
});

test("lapiFiles() lets who was banned in again by itself", () => {
  expect(read(lapi, "profiles.yaml").decisions).toEqual([{ type: "ban", duration: "4h" }]);
});
