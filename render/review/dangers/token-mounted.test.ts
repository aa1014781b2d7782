import { expect, test } from "vitest";
import { sampleDeployment, sampleObject } from "../testing/sample-objects.ts";
import { seen } from "../testing/seen.ts";
import { tokenMounted } from "./token-mounted.ts";

const refusing = sampleDeployment({ pod: { automountServiceAccountToken: false } });
const account = (rest: object = {}) => sampleObject("v1", "ServiceAccount", "erp", rest);

test("token-mounted notes pods and accounts that no longer refuse it", () => {
  const told = ["note: its pods get a token for the API server"];
  expect(seen(tokenMounted, { erp: [refusing] }, { erp: [sampleDeployment()] })).toEqual(told);
  expect(seen(tokenMounted, { erp: [account({ automountServiceAccountToken: false })] }, { erp: [account()] })).toEqual(
    told,
  );
});

test("token-mounted is silent where nobody refused it, and where somebody begins to", () => {
  expect(seen(tokenMounted, { erp: [] }, { erp: [sampleDeployment()] })).toEqual([]);
  expect(seen(tokenMounted, { erp: [sampleDeployment()] }, { erp: [refusing] })).toEqual([]);
});
