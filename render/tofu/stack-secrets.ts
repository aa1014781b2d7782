import { secrets } from "../../platform/secrets/source.ts";
import type { Stack } from "../../platform/tofu/stack.ts";
import type { StackWork } from "./stack-work.ts";

/** Name of the passphrase of every state at the secret source. */
const PASSPHRASE = "tofu/passphrase";

/**
 * What the environment of tofu must hold, by stack: the passphrase, and unless only states are read, the credentials of
 * its providers. A credential that the present environment has under the provider's own name stays as it is.
 *
 * @throws {Error} that names every secret that is missing
 */
export async function stackSecrets(
  stacks: readonly Stack[],
  { onlyState }: { readonly onlyState: boolean },
): Promise<ReadonlyMap<string, StackWork["secrets"]>> {
  const wanted = stacks.map(stack => ({ stack, credentials: onlyState ? [] : unset(stack) }));
  const names = wanted.flatMap(({ credentials }) => credentials.map(([, name]) => name));
  const values = await secrets([PASSPHRASE, ...names]);
  return new Map(
    wanted.map(({ stack, credentials }) => [
      stack.name,
      {
        TF_VAR_state_passphrase: values[PASSPHRASE] as string,
        ...Object.fromEntries(credentials.map(([variable, name]) => [variable, values[name] as string])),
      },
    ]),
  );
}

function unset({ credentials }: Stack): [variable: string, name: string][] {
  return Object.entries(credentials).filter(([variable]) => !process.env[variable]);
}
