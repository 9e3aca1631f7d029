import { describe, expect, it } from "vitest";
import { renderArchivePage } from "../../../src/pages/archive-page.ts";
import { redactArchive } from "../../../src/program/archive-redaction.ts";
import { archiveYear } from "../../../src/program/archive-year.ts";
import { CONFIG, REGISTRY, registryOf } from "../../support/archives.ts";
import { expectGolden } from "../../support/golden.ts";

const archive = archiveYear({ registry: REGISTRY, config: CONFIG, year: 2025, frozen: "2026-01-02" });

const HOSTILE = {
  name: "](https://evil.example) @octo-chair #1 <img src=x onerror=alert(1)> `x` | **y** {{ 1 }}",
  url: "https://acme.example/a_(b)?x=[1]",
  description:
    "# Heading\r\n\r\n- list\r\n1. one ![x](https://evil.example/x.png)\n\n<script>alert(1)</script> fixes #12\n\n---\n\n    code",
  badges: [{ category: "marketing", awarded: "2025-03-09" }],
};

describe("the page of an archive", () => {
  it("shows everyone once, in alphabetical order, with days, tier and badges", () => {
    expectGolden("archive/2025.md", renderArchivePage(archive));
  });

  it("shows that and when something was redacted, at the end", () => {
    const redacted = redactArchive(archive, "by-hand", "2026-05-01", "Asked for by *its* owner @octo-chair");
    expectGolden("archive/2025-redacted.md", renderArchivePage(redacted));
  });

  it("says so when there was nobody", () => {
    const nobody = archiveYear({ registry: registryOf(), config: CONFIG, year: 2025, frozen: "2026-01-02" });
    expectGolden("archive/nobody.md", renderArchivePage(nobody));
  });

  it("makes hostile text inert", () => {
    const registry = registryOf(HOSTILE);
    const hostile = archiveYear({ registry, config: CONFIG, year: 2025, frozen: "2026-01-02" });
    const page = renderArchivePage(hostile);
    expectGolden("archive/hostile.md", page);
    expect(page).not.toMatch(/@octo|#1\b|[^\\]</);
  });
});
