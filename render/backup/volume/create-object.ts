import type { Kubectl } from "../../remote/kubectl.ts";

/** Makes an object. @throws {RemoteFailure} when there is one of its name */
export async function createObject(kubectl: Kubectl, object: object): Promise<void> {
  await kubectl(["create", "--filename=-"], { input: JSON.stringify(object) });
}
