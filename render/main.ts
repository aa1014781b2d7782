import { Command, CommanderError } from "commander";
import pc from "picocolors";

/** Every command, by name; each is a file of its own below `commands/`. */
const summaries = {
  render: "write what changed into rendered/ and say what that is",
  drift: "list the files of rendered/ that differ from a fresh render",
  check: "hold every rule against the lab",
  review: "say what Argo CD will do with a change, and whether that is dangerous",
  "env-diff": "say how two instances of an app differ, beyond names and sizes",
  diff: "show what changed in rendered/, per Application",
  neutral: "prove that nothing but the named units changed",
  explain: "show every coordinate of an app or of one instance",
  watch: "render on every save and show what that changes",
  site: "show the guidebook, the tree and the review in a browser",
  bench: "measure whole renders beside cdk8s's own ways",
  new: "write the file of a new app, and its line in the registry",
  box: "run the whole lab on this machine, without a Pi",
  bump: "render, propose and, if it is routine, merge newer image tags",
  crds: "bring the CRDs of the pinned versions to where Argo CD takes them from",
  facts: "write down what an apply has made, such as the name servers of the zone",
  parity: "hold every component against what its upstream installs, field by field",
  secrets: "list, set, make and rotate the secrets that the lab declares",
  upgrade: "compare a new version of a component with the pinned one",
  tofu: "plan and apply what OpenTofu makes outside of the cluster",
  up: "bring hosts and the lab on them up, step by step, again and again",
  status: "say what is wrong anywhere between the hosts and the apps",
  recover: "bring the lab back after a power cut, without losing anything",
  backup: "make every backup of the hosts now",
  restore: "put back what a backup of a host holds",
  kit: "write what a person needs before dead machines on one page",
} as const;

/** Exit codes: 0 done, 1 found something, 2 wrong use or cannot run, 3 stopped by a danger. */
const CANNOT_RUN = 2;

const program = new Command("lab")
  .description("Renders the lab that clusters/, apps/ and platform/ declare, and shows what that changes.")
  .configureHelp({ showGlobalOptions: true, styleTitle: pc.bold, styleCommandText: pc.cyan })
  .exitOverride()
  .showSuggestionAfterError()
  .addHelpText("after", "\nExit codes: 0 done, 1 found something, 2 wrong use or cannot run, 3 stopped by a danger.");

process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit(); // whoever reads, such as head, has seen enough
});

try {
  const [first, second] = process.argv.slice(2);
  await addCommands(first === "help" ? second : first);
  await program.parseAsync();
} catch (error) {
  process.exitCode = explain(error);
}

/** Loads only the command that is asked for: the others would cost their imports. */
async function addCommands(wanted: string | undefined): Promise<void> {
  for (const [name, summary] of Object.entries(summaries)) {
    if (name === wanted) {
      const { command } = (await import(`./commands/${name}.ts`)) as { command: Command };
      program.addCommand(inherit(command, program));
    } else {
      program.command(name).description(summary);
    }
  }
}

/** A command takes over how its parent ends and shows help, and so do the commands below it. */
function inherit(command: Command, parent: Command): Command {
  command.copyInheritedSettings(parent);
  for (const child of command.commands) inherit(child, command);
  return command;
}

function explain(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : CANNOT_RUN;
  const message = error instanceof Error ? error.message : String(error);
  console.error(message);
  return CANNOT_RUN;
}
