import type { StackWork } from "./stack-work.ts";

/**
 * The environment in which tofu runs. What could point it at another state, add words to its command line or make it log
 * what it sends is taken out, and so is every secret of the lab that is not its business.
 *
 * @see https://opentofu.org/docs/cli/config/environment-variables/
 */
export function tofuEnvironment(
  { data, settings, secrets }: Pick<StackWork, "data" | "settings" | "secrets">,
  inherited = process.env,
): NodeJS.ProcessEnv {
  const kept = Object.entries(inherited).filter(([name]) => !MISLEADING.test(name));
  return {
    ...Object.fromEntries(kept),
    TF_IN_AUTOMATION: "1",
    CHECKPOINT_DISABLE: "1",
    TF_DATA_DIR: data,
    ...settings,
    ...secrets,
  };
}

const MISLEADING = /^(LAB_|TF_(CLI_ARGS|LOG|WORKSPACE|ENCRYPTION|INPUT|STATE_PERSIST_INTERVAL))/;
