import { afterEach, beforeEach, expect, it } from "vitest";
import { Person } from "../../../src/sandbox/people.ts";
import { createWorld, type World } from "./rest/world.ts";

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

it("gives everyone what a person attached, at an address of the website", async () => {
  const person = new Person(world.state, world.people.stranger.login);
  const address = person.attach(Uint8Array.of(0, 255, 10), "image/png");
  expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/user-attachments\/assets\/[\da-f-]{36}$/);
  const answer = await fetch(address);
  expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "image/png"]);
  expect(new Uint8Array(await answer.arrayBuffer())).toEqual(Uint8Array.of(0, 255, 10));
  expect(person.attach(Uint8Array.of(1), "image/png")).not.toBe(address);
  expect((await fetch(`${address}0`)).status).toBe(404);
});
