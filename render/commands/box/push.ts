import { Command } from "commander";
import { readAccess, runningBox } from "../../bed/box/box.ts";
import { pushToBox, undoneLines } from "../../bed/box/box-repository.ts";
import { renderBox } from "../../bed/box/box-tree.ts";
import { findingLines, hasErrors } from "../../terminal/finding-lines.ts";

export const pushCommand = new Command("push")
  .summary("render this repository as it lies on disk, and push it to the box")
  .description(
    "Renders this repository as it lies on disk, committed or not, with the box's facts, and pushes that to the box's\n" +
      "Gitea. Argo CD hears of it by webhook and syncs. In this repository nothing is written but .box/.",
  )
  .action(async () => {
    const { cluster, gitea } = await runningBox();
    const box = await renderBox(cluster, gitea.host);
    if (hasErrors(box.findings)) {
      console.error([...findingLines(box.findings), "", "Nothing was pushed."].join("\n"));
      process.exitCode = 1;
      return;
    }
    const push = await pushToBox(readAccess(), box);
    for (const line of undoneLines(push)) console.log(line);
    console.log(`Pushed ${push.commit.slice(0, 7)} to https://${gitea.host}/${box.cluster.gitea.organisation}`);
  });
