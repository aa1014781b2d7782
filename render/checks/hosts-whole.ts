import type { Finding } from "../../clusters/finding.ts";
import { type Host, type HostFile, marksIn } from "../../platform/hosts/host.ts";
import { hostsOf } from "../../platform/hosts/host-of.ts";
import type { Rule } from "./rule.ts";

const UNIT_FOLDER = "/etc/systemd/system/";

/**
 * The parts of a host fit together: no file is written twice, every secret that a file holds is declared and hidden from
 * other accounts, every unit of ours has its file, and those that a file restarts are the host's.
 */
export const hostsWhole: Rule = {
  name: "hosts-whole",
  check: ({ cluster }) => hostsOf(cluster).flatMap(host => misfits(host, Object.keys(cluster.nodes))),
};

/** @param nodes hosts at which a secret may be at home */
export function misfits(host: Host, nodes: readonly string[]): Finding[] {
  const finding = (object: string, problem: string, remedy: string): Finding => ({
    ...{ level: "error", rule: hostsWhole.name, cluster: host.cluster, unit: `host ${host.name}` },
    ...{ object, problem, remedy, file: "platform/hosts/parts/index.ts" },
  });
  return [
    ...host.files.flatMap((file, index) => ofFile(host, file, index).map(said => finding(file.path, ...said))),
    ...host.units
      .filter(({ name }) => isOurs(name) && !hasFile(host, name))
      .map(({ name }) => finding(name, "it is to run and has no file", `add ${UNIT_FOLDER}${name} to its part`)),
    ...host.secrets
      .filter(({ home }) => !nodes.includes(home))
      .map(({ name, home }) => finding(name, `its home "${home}" is no host`, `write one of ${nodes.join(", ")}`)),
  ];
}

/** Problem and remedy of each thing that is wrong with a file. */
function ofFile(host: Host, file: HostFile, index: number): [string, string][] {
  const marks = marksIn(file.content);
  const unknown = marks.filter(mark => !host.secrets.some(({ name }) => name === mark));
  const strangers = (file.restarts ?? []).filter(unit => isOurs(unit) && !host.units.some(({ name }) => name === unit));
  return [
    ...(host.files.findIndex(({ path }) => path === file.path) === index
      ? []
      : [["two parts write it", "leave it to one"] as [string, string]]),
    ...unknown.map((mark): [string, string] => [`it holds "${mark}", which is no secret of the host`, "declare it"]),
    ...(marks.length > unknown.length && !/^0?[0-7][046]0$/.test(file.mode ?? "0644")
      ? [["it holds a secret and everybody may read it", 'write mode "0600"'] as [string, string]]
      : []),
    ...strangers.map((unit): [string, string] => [`it restarts "${unit}", which is no unit of the host`, "list it"]),
  ];
}

/** Others come with Debian's packages, on some hosts and not on others. */
function isOurs(unit: string): boolean {
  return /^(lab-|k3s)/.test(unit);
}

function hasFile({ files }: Host, unit: string): boolean {
  return files.some(({ path }) => path === `${UNIT_FOLDER}${unit}`);
}
