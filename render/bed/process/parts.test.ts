import { expect, test } from "vitest";
import { Parts, type Running } from "./parts.ts";

test("the latest part is stopped first", async () => {
  const parts = new Parts();
  const stopped: string[] = [];
  for (const name of ["database", "forge", "courier"]) parts.add(running(name, async () => void stopped.push(name)));
  await parts.stop();
  expect(stopped).toEqual(["courier", "forge", "database"]);
});

test("the first death is told, and no later one", async () => {
  const parts = new Parts();
  const [database, forge] = [Promise.withResolvers<Error>(), Promise.withResolvers<Error>()];
  parts.add({ ...running("database"), death: database.promise });
  parts.add({ ...running("forge"), death: forge.promise });
  forge.resolve(new Error("forge ended"));
  database.resolve(new Error("database ended"));
  expect((await parts.death).message).toBe("forge ended");
});

test("a part that cannot be stopped is named, and keeps no other running", async () => {
  const parts = new Parts();
  const stopped: string[] = [];
  parts.add(running("database", async () => void stopped.push("database")));
  parts.add(running("forge", () => Promise.reject(new Error("no such process"))));
  await expect(parts.stop()).rejects.toThrow("Cannot stop forge: no such process");
  expect(stopped).toEqual(["database"]);
});

test("what was stopped is not stopped again", async () => {
  const parts = new Parts();
  const stopped: string[] = [];
  parts.add(running("database", async () => void stopped.push("database")));
  await parts.stop();
  await parts.stop();
  expect(stopped).toEqual(["database"]);
});

function running(name: string, stop: () => Promise<void> = async () => {}): Running {
  return { name, log: `${name}.log`, death: new Promise(() => {}), stop };
}
