import type { Reporter, TestModule } from "vitest/node";

/** Closes a run with one plain line, such as `812 passed, 0 failed, 3 skipped`, which any continuous integration reads. */
export default class PlainSummary implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const states = modules.flatMap(module => [...module.children.allTests()].map(test => test.result().state));
    const count = (state: (typeof states)[number]) => states.filter(each => each === state).length;
    console.log(`${count("passed")} passed, ${count("failed")} failed, ${count("skipped")} skipped`);
  }
}
