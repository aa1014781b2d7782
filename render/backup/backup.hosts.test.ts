import { cpSync, mkdirSync, mkdtempSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { clusters } from "../../clusters/index.ts";
import type { Cluster } from "../../clusters/lab.ts";
import type { Host } from "../../platform/hosts/host.ts";
import { eventually } from "../bed/eventually.ts";
import { differences, secretsOf } from "../bed/hosts/as-declared.ts";
import { firstDisk, HostsLab, type Said } from "../bed/hosts/hosts-lab.ts";
import { ROUTER } from "../bed/hosts/network.ts";
import { RUN_FOLDER } from "../bed/hosts/run-folder.ts";
import { type TestHosts, testHosts } from "../bed/hosts/test-hosts.ts";
import { type Bucket, startBucket } from "../bed/servers/bucket.ts";
import { readHosts } from "../hosts/read-host.ts";

const NODES = ["pi1", "pi2", "pi3"];

/** In place of the bucket, on each host: who has no way out reaches no Google. */
const REPOSITORIES = "/var/backups/hosts";
const KEY = '{"type": "service_account", "private_key": "a key of nobody"}';

const GITEA = "/srv/lab/gitea/git/repositories/erp.git/HEAD";
const AUTHORITY = "/srv/lab/step-ca/authority/secrets/root_ca_key";
const K3S = "/var/lib/rancher/k3s/server";
const DATABASE = `${K3S}/db/state.db`;
const POSTGRES = "/srv/lab/postgres";

const WALK_MILLISECONDS = 600_000;

describe("lab backup, lab kit and lab restore", () => {
  let folder: string;
  let machines: TestHosts;
  let lab: HostsLab;
  let hosts: readonly Host[];
  let secrets: ReadonlyMap<string, string>;

  beforeAll(async () => {
    folder = mkdtempSync(join(process.env[RUN_FOLDER] as string, "kept-"));
    lab = makeLab();
    hosts = readHosts(lab.copy.rendered(), "arcodange");
    machines = await testHosts({ diskMebibytes: 512 });
    expectDone(await up());
    await writeData();
  }, WALK_MILLISECONDS);

  afterAll(async () => {
    await machines?.stop();
    lab?.dispose();
  });

  const inside = (name: string, script: string) => machines.host(name).inside(script);
  const up = (...words: string[]) => lab.up([...NODES, "--trust-new-hosts", ...words], { answer: firstDisk });
  const sql = async (statement: string, file = DATABASE) =>
    (await inside("pi1", `sqlite3 ${file} "${statement}"`)).trim();
  const isActive = (name: string, unit: string) => inside(name, `systemctl is-active ${unit}`);

  /** What services write, of which only stand-ins run here; the one of k3s keeps its objects in etcd. */
  async function writeData(): Promise<void> {
    await inside("pi2", write(GITEA, "ref: refs/heads/main", "1000:1000", "640"));
    await inside("pi1", write(AUTHORITY, "a key of the authority", "1000:1000", "600"));
    await inside("pi1", write(`${K3S}/token`, "K10::server:token"));
    await inside("pi1", write(`${K3S}/cred/passwd`, "node:pi1"));
    await sql("PRAGMA journal_mode=wal; CREATE TABLE kine (name TEXT); INSERT INTO kine VALUES ('/registry/pods/erp')");
  }

  test("a backup that goes to the bucket says that it is not set up while there is no key", async () => {
    const { status, output } = await lab.run(["backup", "pi2"]);
    const remedy = "npx lab tofu apply google, then npx lab up --only backup-key";
    expect(output).toContain("pi2: lab-backup.service went well");
    expect(output).toContain(`pi2: lab-backup-postgres.service is not set up yet: ${remedy}`);
    expect(status).toBe(1);
  });

  test("a backup is made on each host, and one that fails says the end of its log: a key that opens nothing", async () => {
    await inside("pi1", write("/etc/lab/secrets/backup/gcs-key", KEY));
    expectDone(await up("--only", "files"));
    const { status, output } = await lab.run(["backup"]);
    for (const name of NODES) expect(output).toContain(`${name}: lab-backup.service went well`);
    expect(output).toMatch(/^pi2: lab-backup-postgres.service failed\n( {2}.*\n)* {2}.*ERROR: \[\d+\]: .*$/m);
    expect(status).toBe(1);
  });

  test("a backup of some hosts is of these alone, and ends with 0", async () => {
    const { status, output } = await lab.run(["backup", "pi1", "pi3"]);
    expect(output).not.toContain("pi2");
    expect(status, output).toBe(0);
    expect((await lab.run(["backup", "pi4"])).output).toContain('"pi4"');
  });

  test("a backup that lacks something is made of the rest, and is none that went well", async () => {
    await inside("pi1", `mv ${K3S}/cred ${K3S}/away`);
    const { status, output } = await lab.run(["backup", "pi1"]);
    expect(output).toContain(`There is no ${K3S}/cred`);
    expect(status).toBe(1);
    await inside("pi1", `mv ${K3S}/away ${K3S}/cred`);
    expect((await lab.run(["backup", "pi1"])).status).toBe(0);
  });

  test("a backup is restored as a test on each host", async () => {
    for (const name of NODES) {
      await inside(name, "systemctl start lab-restore-test.service");
      const metric = await inside(name, "cat /var/lib/node-exporter/lab_restore_test_*-host.prom");
      expect(metric).toMatch(/^lab_restore_test_last_success_timestamp_seconds\{what="host"\} \d+$/m);
    }
  });

  test("backups are listed", async () => {
    const { status, output } = await lab.run(["restore", "gitea", "--list"]);
    expect(output).toMatch(/^[0-9a-f]{8} +\d{4}-\d\d-\d\d .* pi2 +lab/m);
    expect(status).toBe(0);
  });

  test("nothing is put back unless its name is typed", async () => {
    await inside("pi2", write(GITEA, "ref: refs/heads/mistake", "1000:1000", "640"));
    const nobody = await lab.run(["restore", "gitea"]);
    expect(nobody.output).toContain("Left gitea as it is: this is no terminal to ask on");
    expect(nobody.status).toBe(3);
    const wrong = await lab.run(["restore", "gitea"], { answer: typing("gitae") });
    expect(wrong.output).toContain("Left gitea as it is: it was not typed");
    expect(wrong.status).toBe(3);
    expect(await inside("pi2", `cat ${GITEA}`)).toBe("ref: refs/heads/mistake");
  });

  test("a restore of a backup that there is not changes nothing, and lets the service run on", async () => {
    const { status, output } = await lab.run(["restore", "gitea", "--snapshot", "00000000"], {
      answer: typing("gitea"),
    });
    expect(output).toContain("00000000");
    expect(status).toBe(2);
    expect(await isActive("pi2", "lab-gitea.service")).toBe("active\n");
    expect(await inside("pi2", `cat ${GITEA}; ls /srv/lab`)).toMatch(/^ref: refs\/heads\/mistake(?!.*restored)/s);
  });

  test("Gitea's folder is put back with owners and modes, and what was there stays beside it", async () => {
    const { status, output } = await lab.run(["restore", "gitea"], { answer: typing("gitea") });
    expect(status, output).toBe(0);
    const [, before] = /^kept (\S+)\s+put back \/srv\/lab\/gitea\s*$/m.exec(output) ?? [];
    expect(await inside("pi2", `cat ${GITEA}`)).toBe("ref: refs/heads/main");
    expect(await inside("pi2", `stat -c '%u:%g %a' ${GITEA}`)).toBe("1000:1000 640\n");
    expect(await inside("pi2", `cat ${before}/git/repositories/erp.git/HEAD`)).toBe("ref: refs/heads/mistake");
    expect(await isActive("pi2", "lab-gitea.service")).toBe("active\n");
  });

  test("the datastore of k3s is put back as it was, though the one of now was cut amid a write", async () => {
    const mistake = "INSERT INTO kine VALUES ('/registry/pods/mistake')";
    await inside("pi1", `sqlite3 ${DATABASE} '.dbconfig no_ckpt_on_close on' "${mistake}"`);
    await inside("pi1", `test -s ${DATABASE}-wal`);
    const { status, output } = await lab.run(["restore", "k3s"], { answer: typing("k3s") });
    expect(status, output).toBe(0);
    expect(await sql("SELECT name FROM kine")).toBe("/registry/pods/erp");
    const [, before = ""] = /^kept (\S+state\.db\S*)/m.exec(output) ?? [];
    expect(await sql("SELECT count(*) FROM kine", before.trim())).toBe("2");
    expect(await isActive("pi1", "k3s.service")).toBe("active\n");
  });

  test("the kit holds no secret unless it is asked for", async () => {
    secrets = await secretsOf(machines, hosts);
    const { status, output } = await lab.run(["kit", join(folder, "kit.md")]);
    expect(status, output).toBe(0);
    const page = readFileSync(join(folder, "kit.md"), "utf8");
    for (const [name, value] of secrets) expect(page.includes(value), name).toBe(false);
    for (const { name, address } of hosts) expect(page).toContain(`| ${name} | ${address} |`);
    expect(page).toContain(`| ${REPOSITORIES}/pi2 | \`/etc/lab/secrets\`, \`/srv/lab/gitea\` |`);
  });

  test("the kit asks for the name of the cluster before it holds secrets, and then is for its owner alone", async () => {
    const file = join(folder, "secret-kit.md");
    const words = ["kit", file, "--with-secrets"];
    expect((await lab.run(words)).output).toContain(`Left ${file} unwritten: this is no terminal to ask on`);
    expect((await lab.run(words, { answer: typing("home") })).output).toContain(`"home" is not "arcodange"`);
    const { status, output } = await lab.run(words, { answer: typing("arcodange") });
    expect(status, output).toBe(0);
    for (const [name, value] of secrets) expect(output.includes(value), name).toBe(false);
    const page = readFileSync(file, "utf8");
    for (const [name, value] of secrets) expect(page).toContain(`\n${name}\n\n\`\`\`\n${value}\n\`\`\``);
    expect(page).toMatch(/^kubeconfig\n\n```yaml\napiVersion: v1\n/m);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect((await lab.run(["kit", file])).status).toBe(2);
  });

  test("no secret stands in a journal or in the words of a process", async () => {
    for (const name of NODES) {
      const seen = await inside(name, "journalctl --no-pager; ps -eo args");
      for (const [secret, value] of secrets) expect(seen.includes(value), `${secret} on ${name}`).toBe(false);
    }
  });

  describe("of PostgreSQL, into the bucket and back", () => {
    let bucket: Bucket;
    let good: string;

    beforeAll(async () => {
      bucket = await startBucket(folder, (clusters[0] as Cluster).buckets.hostBackups, {
        scheme: "https",
        host: ROUTER,
      });
      const here = `repo1-gcs-endpoint=${bucket.address}\\nrepo1-storage-verify-tls=n\\nrepo1-gcs-key-type=token`;
      await inside("pi2", `sed -i 's|^repo1-path=|${here}\\n&|' /etc/lab/postgres/settings/pgbackrest.conf`);
    });
    afterAll(() => bucket?.stop());

    const psql = async (statement: string) => {
      const exec = "docker-compose --file /etc/lab/postgres/compose.yaml exec -T postgres";
      return (await inside("pi2", `${exec} psql -Atq --username=postgres -c "${statement}"`)).trim();
    };
    const restore = (...words: string[]) => lab.run(["restore", "postgres", ...words], { answer: typing("postgres") });
    const notes = () => psql("SELECT string_agg(text, ', ' ORDER BY text) FROM notes");
    const untilAnswers = () =>
      eventually("PostgreSQL answers", async () => ((await psql("SELECT 1")) === "1" ? undefined : "it does not"), 60);
    const folders = async () => (await inside("pi2", `ls ${POSTGRES}`)).split("\n").filter(name => /^data/.test(name));

    test("a backup is made, and listed", async () => {
      await psql("CREATE TABLE notes (text text); INSERT INTO notes VALUES ('a first note')");
      const made = await lab.run(["backup", "pi2"]);
      expect(made.status, made.output).toBe(0);
      const { status, output } = await lab.run(["restore", "postgres", "--list"]);
      expect(output).toMatch(/^ +status: ok\b/m);
      expect(output).toMatch(/^ +full backup: \d{8}-\d{6}F\b/m);
      expect(status).toBe(0);
    });

    test("nothing is put back unless its name is typed", async () => {
      const nobody = await lab.run(["restore", "postgres"]);
      expect(nobody.output).toContain("Left postgres as it is: this is no terminal to ask on");
      expect(nobody.status).toBe(3);
      const wrong = await lab.run(["restore", "postgres"], { answer: typing("postgers") });
      expect(wrong.output).toContain("Left postgres as it is: it was not typed");
      expect(wrong.status).toBe(3);
    });

    test.each([
      ["before the first backup", "2020-01-01T00:00:00Z", "unable to find backup set"],
      ["that its log does not reach", undefined, "recovery ended before configured recovery target was reached"],
    ])("a time %s changes nothing, and the server runs on", async (_, time, reason) => {
      const { status, output } = await restore("--time", time ?? new Date().toISOString());
      expect(output).toContain(reason);
      expect(output).toContain("Nothing changed: the data are as they were");
      expect(status).toBe(2);
      await untilAnswers();
      expect(await notes()).toBe("a first note");
      expect((await folders()).filter(name => name.includes("before"))).toEqual([]);
    });

    test("while one is at work another does not begin, though who began it is gone", async () => {
      await psql("INSERT INTO notes VALUES ('a second note')");
      await sleep(1000); // a backup is known by the second in which it ended
      good = new Date().toISOString();
      await sleep(1000);
      await psql("DROP TABLE notes; CREATE TABLE mistakes ()");
      let kill = () => {};
      const answer = typing("postgres");
      const began = lab.run(["restore", "postgres", "--time", good], { answer, watch: (_, now) => (kill = now) });
      const script = "^sh /etc/lab/postgres/settings/restore.sh"; // which lives as long as the restore
      const stop = `pgrep -f 'pgbackrest .*restore$' && pkill -STOP -f '${script}|pgbackrest .*restore$'`;
      const stopAmid = () => machines.host("pi2").tryInside(stop);
      const seen = async () => ((await stopAmid()).status === 0 ? undefined : "it is not");
      await eventually("the restore is at work", seen, 60);
      kill();
      await began;
      const { status, output } = await restore("--time", good);
      expect(output).toContain("Another restore of PostgreSQL is at work on this host");
      expect(status).toBe(2);
    });

    test("killed amid its work, it is begun anew, and brings back what was there at that time", async () => {
      await inside("pi2", "pkill -KILL -f '[r]estore-postgres|[d]ocker-compose .* run '");
      const { status, output } = await restore("--time", good);
      expect(status, output).toBe(0);
      await untilAnswers();
      expect(await notes()).toBe("a first note, a second note");
      expect(await psql("SELECT to_regclass('mistakes')")).toBe("");
      const [, kept = ""] = /^kept (\S+)\s+put back \/srv\/lab\/postgres\/data\s*$/m.exec(output) ?? [];
      expect(await folders()).toEqual(["data", kept.replace(`${POSTGRES}/`, "")]);
    });

    test("from there on it is backed up as before, and comes back to its last word when its data are lost", async () => {
      const made = await lab.run(["backup", "pi2"]);
      expect(made.status, made.output).toBe(0);
      await psql("INSERT INTO notes VALUES ('a third note')");
      await inside("pi2", `systemctl stop lab-postgres.service && rm -r ${POSTGRES}/data ${POSTGRES}/data.before-*`);
      const { status, output } = await restore();
      expect(status, output).toBe(0);
      await untilAnswers();
      expect(await notes()).toBe("a first note, a second note, a third note");
      expect(await folders()).toEqual(["data"]);
    });
  });

  describe("into machines that are empty, with the kit and the backups alone", () => {
    beforeAll(async () => {
      for (const name of NODES) cpSync(repositoryOf(name), join(folder, name), { recursive: true });
      await machines.stop();
      lab.dispose();
      lab = makeLab();
      hosts = readHosts(lab.copy.rendered(), "arcodange");
      machines = await testHosts({ diskMebibytes: 256 });
      for (const name of NODES) {
        mkdirSync(join(repositoryOf(name), ".."), { recursive: true });
        cpSync(join(folder, name), repositoryOf(name), { recursive: true });
      }
    }, WALK_MILLISECONDS);

    const repositoryOf = (name: string) => join(machines.host(name).root, REPOSITORIES, name);

    test("secrets come back before anything is set up", { timeout: WALK_MILLISECONDS }, async () => {
      const kit = readFileSync(join(folder, "secret-kit.md"), "utf8");
      const env = { LAB_BACKUP_PASSPHRASE: valueIn(kit, "backup/passphrase") };
      for (const name of NODES) {
        const { status, output } = await lab.run(["restore", "secrets", "--host", name], {
          env,
          answer: typing("secrets"),
        });
        expect(status, output).toBe(0);
        expect(output).toMatch(/^put back \/etc\/lab\/secrets\s*$/m);
      }
      expect(await secretsOf(machines, hosts)).toEqual(secrets);
    });

    test("what lies on a disk of its own does not before the disk is there", async () => {
      const { status, output } = await lab.run(["restore", "gitea"], { answer: typing("gitea") });
      expect(output).toContain(
        'Cannot restore "gitea" on pi2: disk lab-services is not mounted at /srv/lab, run npx lab up pi2 first',
      );
      expect(status).toBe(2);
      expect(await inside("pi2", "ls -A /srv")).toBe("");
    });

    test("lab up finds them, makes none anew, and each machine is as declared", {
      timeout: WALK_MILLISECONDS,
    }, async () => {
      expectDone(await up());
      expect(await secretsOf(machines, hosts)).toEqual(secrets);
      const found = await Promise.all(hosts.map(host => differences(machines, host, hosts)));
      expect(found.flat()).toEqual([]);
    });

    test("then Gitea, Step-CA and k3s have what they had", async () => {
      for (const name of ["gitea", "step-ca", "k3s"]) {
        const { status, output } = await lab.run(["restore", name], { answer: typing(name) });
        expect(status, output).toBe(0);
      }
      expect(await inside("pi2", `cat ${GITEA}`)).toBe("ref: refs/heads/main");
      expect(await inside("pi1", `cat ${AUTHORITY}`)).toBe("a key of the authority");
      expect(await inside("pi1", `cat ${K3S}/token ${K3S}/cred/passwd`)).toBe("K10::server:tokennode:pi1");
      expect(await sql("SELECT name FROM kine")).toBe("/registry/pods/erp");
      for (const unit of ["k3s.service", "lab-step-ca.service"]) expect(await isActive("pi1", unit)).toBe("active\n");
    });

    test("and lab up has nothing left to do", async () => {
      const said = await up();
      expect(said.status, said.output).toBe(0);
      expect(said.output).toMatch(/^Nothing changed: /m);
    });
  });
});

/** The lab of test hosts, on the machine of a person, which has seen none of them. */
function makeLab(): HostsLab {
  const lab = new HostsLab();
  const all = "onTestHosts(declared)";
  const hosts = `{ ...${all}.hosts, backups: "${REPOSITORIES}" }`;
  lab.copy.edit("clusters/arcodange/index.ts", `= ${all}`, `= { ...${all}, hosts: ${hosts} }`);
  lab.render();
  return lab;
}

function write(path: string, text: string, owner = "0:0", mode = "600"): string {
  return `mkdir -p $(dirname ${path}) && printf %s '${text}' >${path} && chown ${owner} ${path} && chmod ${mode} ${path}`;
}

/** Trusts machines, and types a word where one is asked for. */
function typing(word: string) {
  return (question: string) => {
    if (/Trust it from now on\? \[yes\/no\] $/.test(question)) return "yes";
    return /Type .* to go on: $/.test(question) ? word : undefined;
  };
}

function valueIn(kit: string, name: string): string {
  const [, rest = ""] = kit.split(`\n${name}\n\n\`\`\`\n`);
  return rest.split("\n```")[0] ?? "";
}

function expectDone({ status, output }: Said): void {
  expect(status, output).toBe(0);
  expect(output).toMatch(/^(Done: |Nothing changed: )/m);
}
