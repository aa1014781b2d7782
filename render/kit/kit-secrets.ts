import { gatherSecrets } from "../up/kept-secrets.ts";
import type { LabAt } from "../up/lab-at.ts";
import type { KitSecrets } from "./kit-page.ts";

/**
 * What hosts keep, and the administrator's kubeconfig, once a person says that they are to be written to a file.
 *
 * @throws {Error} when nobody says so, or a host is out of reach: a kit that lacks something is found out too late
 */
export async function gatherKitSecrets({ cluster, hosts, kubectl, ask }: LabAt, file: string): Promise<KitSecrets> {
  const question = `Every secret that the hosts keep will stand in ${file}, in the clear. Type the name of the cluster to go on: `;
  const answer = await ask(question);
  if (answer !== cluster.name) {
    const what = answer === undefined ? "this is no terminal to ask on" : `"${answer}" is not "${cluster.name}"`;
    throw new Error(`Left ${file} unwritten: ${what}`);
  }
  await gatherSecrets(hosts.values());
  const [first] = hosts.values();
  const values = new Map([...(first?.secrets ?? [])].sort(([one], [other]) => (one < other ? -1 : 1)));
  return { values, kubeconfig: await kubectl(["config", "view", "--raw", "--output", "yaml"]) };
}
