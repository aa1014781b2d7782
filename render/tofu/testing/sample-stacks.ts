import { readdirSync } from "node:fs";
import type { LabCopy } from "../../testing/lab-copy.ts";

/** Part of the sample stack that a test edits: what each instance has. */
export const SAMPLE_SIZES = 'size: 1, kind: "a"';

/**
 * Gives a copy of the lab two stacks in place of its own, of resources that need no provider: `sample`, with a resource
 * of each instance, a sensitive one, and one that takes as long as a file exists; and `second`, which needs it.
 *
 * @param gate the file
 */
export function writeSampleStacks(copy: LabCopy, gate: string): void {
  copy.edit("platform/tofu/state.tf", KEY, `${KEY}\n      iterations = ${FEWEST}`);
  const state = copy.read("platform/tofu/state.tf");
  copy.write("platform/tofu/index.ts", INDEX);
  copy.write("platform/tofu/sample/stack.ts", stackOf("sample", "", gate));
  copy.write("platform/tofu/sample/main.tf", SAMPLE);
  copy.write("platform/tofu/sample/state.tf", state);
  copy.write("platform/tofu/second/stack.ts", stackOf("second", '"sample"', gate));
  copy.write("platform/tofu/second/main.tf", SAMPLE);
  copy.write("platform/tofu/second/state.tf", state);
  nameSampleInPages(copy);
}

/** Pages name the lab's own stacks, and no page may name one that is not there. */
function nameSampleInPages(copy: LabCopy): void {
  const pages = readdirSync(copy.path("platform"), { recursive: true, encoding: "utf8" }).filter(file =>
    file.endsWith(".md"),
  );
  for (const page of pages.map(file => `platform/${file}`)) {
    copy.write(page, copy.read(page).replaceAll(/\b(lab tofu \w+) [a-z]+/g, "$1 sample"));
  }
}

/** A key takes most of the time that a run takes, three times as long with as many iterations as are usual. */
const KEY = "passphrase = var.state_passphrase";
const FEWEST = 200_000;

const INDEX = `import { sampleStack } from "./sample/stack.ts";
import { secondStack } from "./second/stack.ts";
import type { Stack } from "./stack.ts";

export const stacks: readonly Stack[] = [sampleStack, secondStack];
`;

const stackOf = (name: string, needs: string, gate: string) => `import type { Stack } from "../stack.ts";

export const ${name}Stack: Stack = {
  name: "${name}",
  makes: "Samples.",
  needs: [${needs}],
  credentials: { TF_VAR_token: "sample/token" },
  variables: ({ declared }) => ({
    instances: Object.fromEntries(declared.instances.map(({ name }) => [name, { ${SAMPLE_SIZES} }])),
    gate: ${JSON.stringify(gate)},
    rounds: 1,
  }),
};
`;

const SAMPLE = `variable "instances" {
  type = map(object({ size = number, kind = string }))
}

variable "token" {
  type      = string
  sensitive = true
}

variable "gate" {
  type = string
}

variable "rounds" {
  type = number
}

resource "terraform_data" "instance" {
  for_each = var.instances

  input            = { size = each.value.size, token = var.token }
  triggers_replace = each.value.kind
}

resource "terraform_data" "slow" {
  count = var.rounds

  input      = count.index
  depends_on = [terraform_data.instance]

  provisioner "local-exec" {
    command = "while [ -e '\${var.gate}' ]; do sleep 0.1; done"
  }
}

output "token" {
  value     = var.token
  sensitive = true
}
`;
