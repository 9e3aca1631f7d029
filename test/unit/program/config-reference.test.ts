import { expect, it } from "vitest";
import { configJsonSchema, renderConfigReference } from "../../../src/program/config-reference.ts";
import { replaceManagedSection } from "../../../src/text/managed-section.ts";
import { expectFile, readFileText } from "../../support/golden.ts";

it("publishes the schema that editors complete the config by", () => {
  expectFile("docs/partnerbot.schema.json", `${JSON.stringify(configJsonSchema(), null, 2)}\n`);
});

it("documents every key of the config in docs/configuration.md", () => {
  const path = "docs/configuration.md";
  expectFile(path, replaceManagedSection(readFileText(path), "reference", renderConfigReference()));
});

it("gives every key a line of documentation", () => {
  const undocumented = renderConfigReference()
    .split("\n")
    .filter((line) => line.startsWith("- `") && !line.includes(": "));
  expect(undocumented).toEqual([]);
});
