import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { freePort } from "../process/free-port.ts";
import { type Part, startPart } from "../process/part.ts";
import { program } from "../program/program.ts";

export interface Prometheus extends Part {
  /** Such as `http://127.0.0.1:40001`: below it lies `/api/v1`. */
  readonly url: string;
}

/** Starts Prometheus on a free port of the loopback interface, with a configuration as it will read it. */
export async function startPrometheus(folder: string, configuration: string): Promise<Prometheus> {
  const address = `127.0.0.1:${await freePort()}`;
  const file = join(folder, "prometheus.yml");
  writeFileSync(file, configuration);
  const part = await startPart({
    name: "prometheus",
    program: program("prometheus"),
    words: [
      ...[`--config.file=${file}`, `--storage.tsdb.path=${join(folder, "measurements")}`],
      `--web.listen-address=${address}`,
    ],
    folder,
    isReady: async () => (await fetch(`http://${address}/-/ready`)).ok,
  });
  return Object.assign(part, { url: `http://${address}` });
}
