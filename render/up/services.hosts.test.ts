import { spawnSync } from "node:child_process";
import { stripVTControlCharacters } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { arcodange } from "../../clusters/arcodange/index.ts";
import { composeUnit } from "../../platform/hosts/compose-service.ts";
import { HOST_SECRETS } from "../../platform/hosts/host.ts";
import { runnersOf } from "../../platform/hosts/parts/runners.ts";
import { addressOf } from "../../platform/hosts/static-names.ts";
import { ROOT, repository } from "../../platform/naming.ts";
import { trustedDefinitions } from "../bed/definitions.ts";
import { eventually } from "../bed/eventually.ts";
import { differences, secretsOf } from "../bed/hosts/as-declared.ts";
import { firstDisk, HostsLab, type RunOptions, type Said } from "../bed/hosts/hosts-lab.ts";
import { giveOwnTrust, runAsTold } from "../bed/hosts/own-trust.ts";
import { type TestHosts, testHosts } from "../bed/hosts/test-hosts.ts";
import { type GiteaApi, giteaApi } from "../bed/servers/gitea-api.ts";
import { giteaFacts, makeGiteaObjects } from "../bed/servers/gitea-objects.ts";
import { learnedFile } from "../facts/learned.ts";
import { readHosts } from "../hosts/read-host.ts";
import { sequence } from "./sequence.ts";

/** Of a walk from new machines on a busy machine, killed now and then. */
const WALK_MILLISECONDS = 1_200_000;

const { gitea, stepCa } = arcodange;
const GITEA = `https://${gitea.host}/`;

/** Steps that nothing here can take: no provider of OpenTofu is to be had, and without kubelets there is no Vault. */
const OUT_OF_REACH = [
  ...["gitea-stack", "vault", "postgres-stack", "vault-stack", "lab-secrets", "backup-key", "converged"],
  ...["owner", "first-token"],
];

/**
 * From new machines as far as one goes without providers and pods: the authority, Gitea with a certificate of it, its
 * administrator, what is pushed there, the runners, and Argo CD's objects with the root Application. What the stack `gitea`
 * makes is made by Gitea's API, and that pods of Argo CD run is written into their controllers.
 */
describe("lab up from new machines", () => {
  let machines: TestHosts;
  let lab: HostsLab;
  let said: Said;
  let api: GiteaApi;
  let forget: () => void;
  const outputs: string[] = [];

  beforeAll(async () => {
    forget = giveOwnTrust();
    await trustedDefinitions();
    lab = new HostsLab();
    lab.copy.commit();
    machines = await testHosts({ images: ["postgres", "step-ca", "gitea"], diskMebibytes: 1024 });
  }, 180_000);

  afterAll(async () => {
    await machines?.stop();
    lab?.dispose();
    forget?.();
  });

  /** Goes on until `lab up` ends by itself, though it is killed once in the midst of each of these steps. */
  async function walk(words: readonly string[], killedAt: readonly string[], options: RunOptions = {}): Promise<Said> {
    const left = new Set(killedAt);
    for (;;) {
      let isKilled = false;
      const outcome = await lab.up([...words, "--trust-new-hosts"], {
        ...options,
        env: { LAB_TOFU_PASSPHRASE: "a passphrase that is long enough" },
        watch(output, kill) {
          const seen = stripVTControlCharacters(output);
          options.watch?.(seen, kill);
          const step = [...left].find(name => doingLine(name).test(seen));
          if (isKilled || step === undefined) return;
          isKilled = true;
          left.delete(step);
          setTimeout(kill, 500);
        },
      });
      outputs.push(outcome.output);
      if (!isKilled) {
        expect([...left]).toEqual([]);
        return { ...outcome, output: stripVTControlCharacters(outcome.output).replaceAll("\r", "") };
      }
    }
  }

  const rootFile = () => lab.copy.path("root.crt");
  const kubectl = (words: string) => machines.host("pi1").inside(`k3s kubectl ${words}`);
  const curl = (...words: string[]) => {
    const place = `${gitea.host}:443:${addressOf(arcodange, gitea.node)}`;
    const fixed = ["--silent", "--show-error", "--fail", "--max-time", "20", "--resolve", place];
    return spawnSync("curl", [...fixed, ...words, `${GITEA}api/healthz`], { encoding: "utf8" });
  };
  const isGiteaWell = async () => (curl("--cacert", rootFile()).status === 0 ? undefined : "Gitea does not answer");

  test("learns the certificate of the lab's own authority, and stops to have it trusted", {
    timeout: WALK_MILLISECONDS,
  }, async () => {
    said = await walk([], ["root-certificate", "services"], { answer: firstDisk });
    expect(said.output).toContain('Step "control-machine" failed on lab: This machine cannot use the lab yet.');
    const made = await machines.host(stepCa.node).inside("cat /srv/lab/step-ca/authority/certs/root_ca.crt");
    expect(JSON.parse(lab.copy.read(learnedFile(arcodange.name))).stepCa.rootCertificate).toBe(made);
    lab.copy.write("root.crt", made);
  });

  test("lets Gitea answer at its address, by a certificate of that authority for its name", () => {
    const { status, stdout } = curl("--cacert", rootFile());
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ status: "pass" });
    expect(curl().status).toBe(60); // nobody else trusts it
  });

  test("says how this machine is to trust it, and makes Gitea's administrator once it does", {
    timeout: WALK_MILLISECONDS,
  }, async () => {
    const told = said.output.split("\n").filter(line => /^ {2}(echo|node|sudo) /.test(line));
    expect(told).toHaveLength(3);
    runAsTold(told.join("\n"), lab.copy.folder);
    said = await walk([], ["gitea-account"]);
    expect(said.output).toContain('Step "gitea-stack" failed on lab');
    const token = await machines.host(gitea.node).inside(`cat ${HOST_SECRETS}/gitea/token`);
    api = giteaApi(GITEA, rootFile(), token.trim());
    expect(await api("GET", "/user")).toMatchObject({ is_admin: true });
  });

  test("goes on after the stack, though it is killed, until Vault's pod would have to run", {
    timeout: WALK_MILLISECONDS,
  }, async () => {
    await makeGiteaObjects(api, { ...giteaFacts(arcodange.name), mirrors: {} });
    lab.copy.commit();
    let playing: Promise<unknown> | undefined;
    said = await walk(["--from", "push"], ["push", "runners", "registry-login", "bootstrap-secrets"], {
      watch(output, kill) {
        if (/^argocd .* waits: (Deployment|StatefulSet) /m.test(output)) playing ??= playPods();
        if (/^vault .* waits: /m.test(output)) kill();
      },
    });
    await playing;
    expect(said.output).toMatch(/^root +lab +changed/m);
  });

  /** Writes that all pods of Argo CD run, as the controllers would, which are not here. */
  async function playPods(): Promise<void> {
    const names = await kubectl("get deployments,statefulsets --namespace=argocd --output=name");
    for (const name of names.trim().split("\n")) {
      const status = JSON.stringify({ status: { replicas: 9, readyReplicas: 9 } });
      await kubectl(`patch ${name} --namespace=argocd --subresource=status --type=merge --patch='${status}'`);
    }
  }

  test("has every runner registered for its jobs, and waiting for them", async () => {
    for (const { account, label, scope } of runnersOf(arcodange)) {
      const owner = scope.includes("/") ? `/repos/${scope}` : `/orgs/${scope}`;
      await eventually(`${account} waits for jobs`, async () => {
        const { runners } = await api<Runners>("GET", `${owner}/actions/runners`);
        const found = runners.find(({ name }) => name === account);
        if (found?.status !== "online") return `its state is ${found?.status ?? "unknown"}`;
        expect(found.labels.map(({ name }) => name)).toEqual([label]);
        return undefined;
      });
    }
  });

  test("has pushed this repository, and gives Argo CD the root Application of it", async () => {
    const path = `/repos/${repository(gitea.organisation, gitea.repository)}/branches/main`;
    const { commit } = await api<{ commit: { id: string } }>("GET", path);
    expect(commit.id).toBe(lab.copy.git("rev-parse", "main"));
    const url = await kubectl(`get application ${ROOT} --namespace=argocd --output=jsonpath={.spec.source.repoURL}`);
    expect(url).toContain(`${GITEA}${repository(gitea.organisation, gitea.repository)}`);
  });

  test("leaves every machine as it is declared", async () => {
    const hosts = readHosts(lab.copy.rendered(), arcodange.name);
    const found = await Promise.all(hosts.map(host => differences(machines, host, hosts)));
    expect(found.flat()).toEqual([]);
  });

  test("finds nothing to do the second time, but for what is out of reach here", async () => {
    const { output } = await lab.up(["--dry-run"]);
    outputs.push(output);
    const names = [...new Set(sequence.map(({ step }) => step.name))];
    const wanting = names.filter(name => new RegExp(`^${name} +\\S+ +(would change|unknown|failed)`, "m").test(output));
    expect(
      wanting.filter(name => !OUT_OF_REACH.includes(name)),
      output,
    ).toEqual([]);
  });

  test("lets Gitea start with the certificate that it has while the authority is away", async () => {
    await machines.host(stepCa.node).inside(`systemctl stop ${composeUnit("step-ca")}`);
    await machines.host(gitea.node).inside(`systemctl restart ${composeUnit("gitea")}`);
    await eventually("Gitea answers", isGiteaWell);
    await machines.host(stepCa.node).inside(`systemctl start ${composeUnit("step-ca")}`);
  });

  test("writes no secret to the screen or into a log", async () => {
    const hosts = readHosts(lab.copy.rendered(), arcodange.name);
    const kept = await secretsOf(machines, hosts);
    const token = await machines.host(gitea.node).inside(`cat ${HOST_SECRETS}/gitea/token`);
    const secrets = new Map([...kept, ["gitea/token", token.trim()]]);
    const journals = await Promise.all([...machines.hosts.values()].map(host => host.inside("journalctl --no-pager")));
    const texts = [...outputs, ...journals].join("\n");
    const found = [...secrets].filter(([, value]) => texts.includes(value)).map(([name]) => name);
    expect(found).toEqual([]);
  });
});

interface Runners {
  readonly runners: readonly {
    readonly name: string;
    readonly status: string;
    readonly labels: readonly { readonly name: string }[];
  }[];
}

/** The line of a step that does something, with a terminal or without. */
function doingLine(name: string): RegExp {
  return new RegExp(`^${name} +\\S+ +(\\([^)]*\\) )?(?!\\(|unchanged|changed|failed)\\S`, "m");
}
