import { Command, InvalidArgumentError } from "commander";
import { repositoryFolder } from "../repository.ts";
import { answersOf, placesOf } from "../site/answers-of.ts";
import { followLab } from "../site/follow-lab.ts";
import { lastReview } from "../site/last-review.ts";
import { noticingIdleness } from "../site/noticing-idleness.ts";
import { startAnew } from "../site/start-anew.ts";
import { type Running, startServer } from "../site/start-server.ts";

interface Options {
  readonly cluster?: string;
  readonly port?: number;
}

/** Unless somebody has it. */
const USUAL_PORT = 8321;

/** Old versions of modules that it keeps, half a gibibyte of them; with more it starts anew while nobody reads. */
const MOST_STALE = 10_000;
const IDLE_SECONDS = 30;

export const command = new Command("site")
  .description(
    "Shows the guidebook in a browser of this machine, made of the sources as they are now: reload after an edit.\n" +
      "Beside it the tree that would be rendered, and the review of the files on disk; search finds all. Ends with Ctrl-C.",
  )
  .option("--cluster <name>", "of this cluster (default: the first)")
  .option("--port <number>", `port of 127.0.0.1 (default: ${USUAL_PORT}, or any that is free)`, portOf)
  .action(async ({ cluster, port }: Options) => {
    const followed = followLab(cluster, placesOf("guidebook"), lines => lines.forEach(line => void console.log(line)));
    await followed.now();
    const reviewPage = lastReview(repositoryFolder, followed.saveCount);
    const { answers, idleSeconds } = noticingIdleness(answersOf({ shownLab: followed.now, reviewPage }));
    const { address, stop } = await start(answers, port);
    setInterval(() => {
      if (followed.staleCount() < MOST_STALE || idleSeconds() < IDLE_SECONDS) return;
      const again = () => startAnew(["--port", new URL(address).port]);
      followed.now().then(again, () => undefined); // with a broken edit it would not start
    }, IDLE_SECONDS * 1000);
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      process.once(signal, () => {
        stop();
        process.exit(); // files are still watched
      });
    }
    const following = followed.follow();
    console.log(`${address} shows the guidebook; Ctrl-C ends`);
    await following;
  });

async function start(answers: ReturnType<typeof answersOf>, port: number | undefined): Promise<Running> {
  try {
    return await startServer(answers, port ?? USUAL_PORT);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE") throw error;
    if (port === undefined) return startServer(answers, 0);
    throw new Error(`Cannot show the guidebook at port ${port}: another program has it, name another one or none`);
  }
}

function portOf(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new InvalidArgumentError("It is a number from 1 to 65535.");
}
