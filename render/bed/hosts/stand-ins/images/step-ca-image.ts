import { join } from "node:path";
import { seenAt } from "../shared.ts";
import { type Image, writeAccounts, writeEnvironment, writeProgram } from "./image.ts";

/**
 * Step-CA, and the tool by which its keys are made, as their image has them.
 *
 * @see https://github.com/smallstep/certificates/blob/master/docker/Dockerfile
 */
export const stepCaImage: Image = {
  parts: ["step", "step-ca"],
  layOut(image) {
    for (const program of stepCaImage.parts) writeProgram(join(image, "bin", program), `exec ${seenAt(program)} "$@"`);
    writeAccounts(image, "step", "1000:1000");
    writeEnvironment(image, { HOME: "/home/step", STEPPATH: "/home/step" });
  },
};
