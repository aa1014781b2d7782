import { stacks } from "../../platform/tofu/index.ts";
import type { StackWork } from "./stack-work.ts";

/**
 * The environment in which tofu runs. What could point it at another state, add words to its command line or make it log
 * what it sends is taken out, and so is every secret of the lab that is not its business: providers are programs of many
 * people.
 *
 * @see https://opentofu.org/docs/cli/config/environment-variables/
 */
export function tofuEnvironment(
  { data, settings, secrets, credentials }: Pick<StackWork, "data" | "settings" | "secrets" | "credentials">,
  inherited = process.env,
): NodeJS.ProcessEnv {
  const kept = Object.entries(inherited).filter(
    ([name]) => credentials.includes(name) || !(MISLEADING.test(name) || OF_SOME_STACK.has(name)),
  );
  return {
    ...Object.fromEntries(kept),
    TF_IN_AUTOMATION: "1",
    CHECKPOINT_DISABLE: "1",
    TF_DATA_DIR: data,
    ...settings,
    ...secrets,
  };
}

const MISLEADING =
  /^(LAB_|TF_(VAR_|CLI_ARGS|LOG|REATTACH_PROVIDERS|WORKSPACE|ENCRYPTION|INPUT|STATE_PERSIST_INTERVAL))/;

/** What the providers of any stack are told; but every stack has its state at Google. */
const OF_SOME_STACK: ReadonlySet<string> = new Set(
  stacks.flatMap(({ credentials }) => Object.keys(credentials)).filter(name => !name.startsWith("GOOGLE_")),
);
