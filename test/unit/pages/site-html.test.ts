import { HtmlValidate } from "html-validate";
import { expect, it } from "vitest";
import { renderSite } from "../../../src/pages/site/site.ts";
import { browsedSite, FOUR, manyPartners } from "../../support/browsed-site.ts";

const validator = new HtmlValidate({
  extends: ["html-validate:standard"],
  rules: {
    // Long lines, and where lines break, are for people who write HTML by hand.
    "no-trailing-whitespace": "off",
  },
});

it("is valid HTML on every page, whatever partners are called", async () => {
  for (const partners of [FOUR, manyPartners(22), []]) {
    for (const { path, content } of renderSite(browsedSite(partners))) {
      if (!path.endsWith(".html")) continue;
      const report = await validator.validateString(`${content}`, path);
      const problems = report.results.flatMap(({ messages }) =>
        messages.map(({ ruleId, message, line }) => `${path}:${line}: ${message} (${ruleId})`),
      );
      expect(problems).toEqual([]);
    }
  }
});

it("puts no text of people into markup, scripts, or templates", () => {
  for (const { path, content } of renderSite(browsedSite([...FOUR, ...manyPartners(22)]))) {
    if (typeof content !== "string" || !/\.(?:html|svg|xml)$/.test(path)) continue;
    expect(content, path).not.toContain("<script>alert(1)");
    expect(content, path).not.toMatch(/(?:href|src)\s*=\s*["']?\s*javascript:/i);
    expect(content, path).not.toContain("hidden-person");
  }
});
