import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { request } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { authority, type KeyPair } from "./authority.ts";
import { type Etcd, startEtcd } from "./etcd.ts";

let folder: string;
let etcd: Etcd;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "bed-"));
  etcd = await startEtcd(folder);
});

afterAll(async () => {
  await etcd?.stop();
  rmSync(folder, { recursive: true });
});

test("etcd answers who shows its client certificate", async () => {
  expect(JSON.parse(await everyKey(etcd.client))).toHaveProperty("header.cluster_id");
});

test("etcd answers nobody without a certificate", async () => {
  await expect(everyKey()).rejects.toThrow("certificate required");
});

test("etcd answers nobody with a certificate of another authority of the bed", async () => {
  const other = authority(join(folder, "other")).issue("kube-apiserver", ["localhost"]);
  await expect(everyKey(other)).rejects.toThrow("unknown ca");
});

/** What etcd's gateway says of all that it holds. */
function everyKey(client?: KeyPair): Promise<string> {
  const shown = client && { cert: readFileSync(client.certificate), key: readFileSync(client.key) };
  return new Promise((resolve, reject) => {
    request(`${etcd.url}/v3/kv/range`, { method: "POST", ca: readFileSync(etcd.authority), agent: false, ...shown })
      .on("response", response => text(response).then(resolve, reject))
      .on("error", reject)
      .end(JSON.stringify({ key: "AA==", range_end: "AA==", keys_only: true }));
  });
}
