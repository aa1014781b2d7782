import { spawn, spawnSync } from "node:child_process";
import { createSocket, type Socket } from "node:dgram";
import { Resolver } from "node:dns/promises";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { arcodange } from "../../../clusters/arcodange/index.ts";
import { pihole } from "./pihole.ts";

const environment = environmentOf();

test("pihole runs on its node alone", () => {
  const { pi2 } = arcodange.nodes;
  expect(pihole({ cluster: arcodange, name: "pi2", node: pi2 })).toEqual({});
});

test("pihole asks no one but the resolvers of the hosts", () => {
  expect(environment.FTLCONF_dns_upstreams?.split(";")).toEqual([...arcodange.hosts.resolvers]);
});

test("pihole leads the names that the lab starts by to where they are", () => {
  expect(environment.FTLCONF_dns_hosts?.split(";")).toContain("192.168.1.202 gitea.arcodange.lab");
});

test("pihole keeps the password out of its compose file", () => {
  expect(Object.keys(environment).filter(name => /password$/i.test(name))).toEqual([]);
  const files = hostPart().files ?? [];
  expect(files.filter(({ content }) => content.includes("@@pihole/password@@"))).toMatchObject([{ mode: "0600" }]);
});

const hasDnsmasq = spawnSync("dnsmasq", ["--version"]).status === 0;

/** Pi-hole's server is dnsmasq inside: what it is given of that one's settings means there what it means here. */
describe.skipIf(!hasDnsmasq)("dnsmasq, given what Pi-hole is (skipped where dnsmasq is not on PATH),", () => {
  const forwarded: string[] = [];
  let folder: string;
  let upstream: Socket;
  let stop: () => Promise<void>;
  let resolver: Resolver;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "pihole-"));
    upstream = createSocket("udp4", message => forwarded.push(questionOf(message))).bind(0, "127.0.0.1");
    await once(upstream, "listening");
    const port = await freePort();
    writeFileSync(join(folder, "hosts"), lines(environment.FTLCONF_dns_hosts));
    const settings = [
      ...["keep-in-foreground", "no-resolv", "no-hosts", "bind-interfaces", "listen-address=127.0.0.1", "user="],
      ...[`port=${port}`, `server=127.0.0.1#${upstream.address().port}`, `addn-hosts=${join(folder, "hosts")}`],
      ...[`pid-file=${join(folder, "pid")}`, lines(environment.FTLCONF_misc_dnsmasq_lines)],
    ];
    writeFileSync(join(folder, "conf"), settings.join("\n"));
    const server = spawn("dnsmasq", [`--conf-file=${join(folder, "conf")}`], {
      stdio: ["ignore", "ignore", "inherit"],
    });
    const ended = once(server, "exit");
    stop = async () => {
      server.kill();
      await ended;
    };
    resolver = new Resolver({ timeout: 500, tries: 1 });
    resolver.setServers([`127.0.0.1:${port}`]);
    for (let tries = 0; tries < 50 && !(await isUp(resolver)); tries++) await sleep(100);
  });

  afterAll(async () => {
    await stop();
    upstream.close();
    rmSync(folder, { recursive: true });
  });

  test.each(["anything", "vault"])("answers %s.arcodange.lab with every node that answers for Traefik", async label => {
    const addresses = await resolver.resolve4(`${label}.arcodange.lab`);
    expect(addresses.sort()).toEqual(["192.168.1.201", "192.168.1.203"]);
  });

  test.each([
    ["gitea.arcodange.lab", "192.168.1.202"],
    ["ca.arcodange.lab", "192.168.1.201"],
    ["pi2.arcodange.lab", "192.168.1.202"],
  ])("answers %s with %s alone", async (host, address) => {
    expect(await resolver.resolve4(host)).toEqual([address]);
  });

  test("lets no question for a name of the lab out of the house, whatever it asks for", async () => {
    await expect(resolver.resolve6("erp.arcodange.lab")).rejects.toThrow("ENODATA");
    await expect(resolver.resolveTxt("gitea.arcodange.lab")).rejects.toThrow("ENODATA");
    await expect(resolver.resolve4("example.org")).rejects.toThrow("ETIMEOUT");
    expect(new Set(forwarded)).toEqual(new Set(["example.org"]));
  });
});

function hostPart() {
  return pihole({ cluster: arcodange, name: "pi1", node: arcodange.nodes.pi1 });
}

function environmentOf(): Record<string, string> {
  const file = hostPart().files?.find(({ path }) => path.endsWith("/compose.yaml"));
  return parse(file?.content ?? "").services.pihole.environment;
}

function lines(list: string | undefined): string {
  return `${list?.replaceAll(";", "\n")}\n`;
}

async function isUp(resolver: Resolver): Promise<boolean> {
  return resolver.resolve4("gitea.arcodange.lab").then(
    () => true,
    () => false,
  );
}

async function freePort(): Promise<number> {
  const socket = createSocket("udp4").bind(0, "127.0.0.1");
  await once(socket, "listening");
  const { port } = socket.address();
  await new Promise<void>(resolve => socket.close(() => resolve()));
  return port;
}

/** The name that a message asks for: labels, each after its length, from the thirteenth byte on (RFC 1035, 4.1.2). */
function questionOf(message: Buffer): string {
  const labels: string[] = [];
  for (let at = 12; message[at] !== 0 && message[at] !== undefined; at += (message[at] as number) + 1) {
    labels.push(message.toString("ascii", at + 1, at + 1 + (message[at] as number)));
  }
  return labels.join(".");
}
