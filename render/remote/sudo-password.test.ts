import { describe, expect, test, vi } from "vitest";
import { sudoPassword } from "./sudo-password.ts";

describe("sudoPassword()", () => {
  test("is asked for once, whoever needs it, and not where nobody does", async () => {
    const find = vi.fn(async () => "right");
    const sudo = sudoPassword(find);
    expect(find).not.toHaveBeenCalled();
    const take = async (password: string) => password === "right";
    expect(await Promise.all([sudo.on("pi1", take), sudo.on("pi2", take)])).toEqual(["right", "right"]);
    expect(find).toHaveBeenCalledTimes(1);
  });

  test("is tried on no other host once one has refused it, even at the same time", async () => {
    const sudo = sudoPassword(async () => "wrong");
    const tried: string[] = [];
    const refuse = (host: string) => async () => {
      tried.push(host);
      return false;
    };
    const [first, second] = await Promise.allSettled(["pi1", "pi2"].map(host => sudo.on(host, refuse(host))));
    expect(tried).toEqual(["pi1"]);
    expect((first as PromiseRejectedResult).reason.message).toMatch(/on pi1: sudo refuses the password.*"hosts\/sudo"/);
    expect((second as PromiseRejectedResult).reason.message).toMatch(/on pi2: sudo of pi1 refused.*not tried here/);
  });

  test("is not tried again where it was refused: an account may be locked after some attempts", async () => {
    const sudo = sudoPassword(async () => "wrong");
    const attempt = vi.fn(async () => false);
    await sudo.on("pi1", attempt).catch(() => {});
    await expect(sudo.on("pi1", attempt)).rejects.toThrow("refuses the password");
    expect(attempt).toHaveBeenCalledTimes(1);
  });

  test("goes on with the next host when one was lost while it was tried", async () => {
    const sudo = sudoPassword(async () => "right");
    await expect(sudo.on("pi1", () => Promise.reject(new Error("lost")))).rejects.toThrow("lost");
    expect(await sudo.on("pi2", async () => true)).toBe("right");
  });
});
