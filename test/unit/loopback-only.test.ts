import { expect, it } from "vitest";

it("fails any request that leaves this machine", async () => {
  await expect(fetch("http://192.0.2.1/")).rejects.toThrow();
});

it("says so", async () => {
  const failure = await fetch("http://192.0.2.1/").catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(Error);
  expect(String(failure instanceof Error ? failure.cause : "")).toContain("tests stay on this machine");
});
