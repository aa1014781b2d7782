import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll } from "vitest";
import { arcodange } from "../../../clusters/arcodange/index.ts";
import { renderedFolder } from "../../repository.ts";
import { readTree } from "../../tree/read.ts";
import { type Bed, type BedProps, startBed } from "../bed.ts";
import { siteOf } from "../site.ts";
import { Resident } from "./resident.ts";

/** What the tests of one file share, once `beforeAll` has run. */
export interface InhabitedBed {
  readonly folder: string;
  bed: Bed;
  resident: Resident;
}

/**
 * A bed for the tests of one file, with the committed tree of `arcodange` on the lab's own addresses, and somebody who
 * lives in it. A part that dies fails the file by its name and the end of its log, and stops the others.
 */
export function inhabitedBed(props: Pick<BedProps, "charts" | "resyncSeconds"> = {}): InhabitedBed {
  const folder = mkdtempSync(join(tmpdir(), "bed-"));
  const shared = { folder } as InhabitedBed;
  beforeAll(async () => {
    const tree = readTree(renderedFolder);
    const bed = await startBed({ folder, cluster: arcodange, tree, gitea: siteOf(arcodange), ...props });
    void bed.death.then(async error => {
      await bed.stop();
      throw error;
    });
    shared.bed = bed;
    shared.resident = new Resident(bed, arcodange);
  });
  afterAll(async () => {
    await shared.bed?.stop();
    shared.resident?.copy.dispose();
    rmSync(folder, { recursive: true });
  });
  return shared;
}
