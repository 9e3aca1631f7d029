import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Message } from "../../../src/program/messages.ts";
import { loadTemplates } from "../../../src/templates.ts";
import { escapeMarkdown } from "../../../src/text/escape.ts";
import { createTemplates } from "../../../src/text/template.ts";
import { expectGolden } from "../../support/golden.ts";
import { hostileMessages, messages } from "./samples.ts";

const templates = createTemplates(loadTemplates("messages"), { escape: escapeMarkdown });
const render = ({ name, view }: Message) => templates.render(name, view);

describe("messages", () => {
  for (const [title, message] of Object.entries(messages)) {
    it(`says: ${title}`, () => {
      expectGolden(`messages/${title}.md`, render(message));
    });
  }

  it("has a golden for every template that is a message", () => {
    const names = readdirSync(new URL("../../../templates/messages/", import.meta.url))
      .map((file) => file.replace(/\.md$/, ""))
      // Parts of other messages, and the pull request, which has goldens of its own.
      .filter((name) => !["result", "standing", "pull-request"].includes(name));
    const said = new Set<string>(Object.values(messages).map((message) => message.name));
    expect(names.filter((name) => !said.has(name))).toEqual([]);
  });

  for (const [title, message] of Object.entries(hostileMessages)) {
    it(`shows hostile text as it is, and inert: ${title}`, () => {
      expectGolden(`messages/hostile-${title}.md`, render(message));
    });
  }
});
