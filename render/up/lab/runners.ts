import {
  RUNNER_PROGRAM,
  type Runner,
  registrationFile,
  runnerConfigurationFile,
  runnerHome,
  runnersOf,
  runnerUnit,
} from "../../../platform/hosts/parts/runners.ts";
import { type GiteaAccess, giteaRequest } from "../../../platform/secrets/gitea-request.ts";
import { quote } from "../../remote/quote.ts";
import type { LabAt } from "../lab-at.ts";
import type { Step } from "../step.ts";
import { giteaAdministrator } from "./gitea-administrator.ts";
import { hostNamed } from "./host-named.ts";

/** Every runner of the lab registered in Gitea, for the jobs that it is for and no others, and running. */
export const runners: Step<LabAt> = {
  name: "runners",
  does: "registers the runners of Gitea's Actions",
  limitSeconds: 2400, // the first start builds the image of jobs
  undo: "remove a runner in Gitea, and its registration.json below /home on Gitea's host",
  async check(on) {
    const said = await homeOf(on).remote.run(runnersOf(on.cluster).map(lookAt).join("\n"), { asRoot: true });
    return said.split("\n").filter(line => line !== "");
  },
  async do(on) {
    const { remote } = homeOf(on);
    for (const runner of runnersOf(on.cluster)) {
      if ((await remote.run(lookAt(runner), { asRoot: true })) === "") continue;
      const token = await registrationToken(giteaAdministrator(on), runner);
      await remote.run(registration(runner, on.cluster.gitea.host), { asRoot: true, input: `${token}\n` });
      await remote.run(`systemctl restart ${quote(runnerUnit(runner))}`, { asRoot: true, timeoutSeconds: 1900 });
    }
  },
};

/** A script that prints what a runner lacks. */
function lookAt(runner: Runner): string {
  const [file, unit] = [registrationFile(runner), runnerUnit(runner)].map(quote);
  return [
    `if ! test -s ${file}; then echo "${runner.account} is not registered"`,
    `elif ! systemctl --quiet is-active ${unit}; then echo "${runner.account} does not run"; fi`,
  ].join("\n");
}

/** A script that registers a runner by a token on its standard input, unless it is registered. */
function registration(runner: Runner, gitea: string): string {
  const { account } = runner;
  const home = runnerHome(runner);
  const words = [
    ...["runuser", "--user", account, "--", "env", `HOME=${home}`, RUNNER_PROGRAM],
    ...["--config", runnerConfigurationFile(runner), "register", "--instance", `https://${gitea}`, "--name", account],
  ];
  const register = `{ cd ${quote(home)} && ${words.map(quote).join(" ")} >/dev/null; }`;
  return `set -eu\ntest -s ${quote(registrationFile(runner))} || ${register}`;
}

/** A token by which runners register: for the jobs of an organisation, or of one repository. */
export async function registrationToken(gitea: GiteaAccess, { scope }: Pick<Runner, "scope">): Promise<string> {
  const owner = scope.includes("/") ? `repos/${scope}` : `orgs/${scope}`;
  const answer = await giteaRequest<{ token: string }>(gitea, "POST", `${owner}/actions/runners/registration-token`);
  return (answer as { token: string }).token;
}

function homeOf(on: LabAt) {
  return hostNamed(on, on.cluster.gitea.node);
}
