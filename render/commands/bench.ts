import { Command } from "commander";
import { bench } from "../bench/bench.ts";
import { memoryFolder } from "../bench/memory-folder.ts";

export const command = new Command("bench")
  .description(
    "Measures whole renders, of this lab and of synthetic ones with 10, 100 and 1,000 apps, beside cdk8s's own ways.\n" +
      "Prints medians and the ratios that have goals. Takes four minutes; the machine should be idle.",
  )
  .action(async () => {
    console.log(
      `Node ${process.version}, ${process.platform} ${process.arch}; medians; everything lies in ${memoryFolder()}\n`,
    );
    console.log((await bench()).join("\n"));
  });
