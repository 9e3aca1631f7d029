import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { renderArchivePage } from "../../src/pages/archive-page.ts";
import { partnersListNames, renderPartnersFile, renderPartnersList } from "../../src/pages/partners-list.ts";
import { renderSupportedBy, renderSupportedByFile } from "../../src/pages/supported-by.ts";
import { printArchive } from "../../src/program/archive.ts";
import { archiveYear } from "../../src/program/archive-year.ts";
import { programState } from "../../src/program/check/check-program.ts";
import { printDecision } from "../../src/program/decision.ts";
import { readConfig } from "../../src/program/program-files.ts";
import { requireRegistry } from "../../src/program/registry.ts";
import { loadIssueForm } from "../../src/templates.ts";
import { decidedRecord } from "./decided-record.ts";

/** Where it is on GitHub. */
export const HOME = { owner: "stackwright", url: "https://github.com/stackwright/community" };
export const CONFIG_FILE = ".github/partnerbot.yml";
export const FORM_FILE = ".github/ISSUE_TEMPLATE/partnership-proposal.yml";
export const UPDATE_FORM_FILE = ".github/ISSUE_TEMPLATE/partner-update.yml";
export const REPORT_FORM_FILE = ".github/ISSUE_TEMPLATE/contribution-report.yml";
export const DECISION_FILE = "decisions/2026/12-acme-labs-admit.yml";

const CONFIG = `program: { name: Stackwright Partners, project: Stackwright }
roll: [{ users: [ada, bo] }]
tiers:
  - { id: silver, name: Silver, badges: 1, page: blurb }
  - { id: gold, name: Gold, badges: 2, page: own-page }
files:
  supported-by: [README.md]
`;

/** Acme has a badge by a vote, Globex none, and Initech has left. */
const REGISTRY = `# The partners of this project.
version: 1
partners:
  - id: acme-labs
    name: Acme Labs
    url: https://www.acme.example.com/
    since: "2026-01-09"
    logo: { light: logos/acme-labs.svg }
    badges:
      - category: engineering
        awarded: "2026-01-09"
        expires: "2028-01-09"
        decision: ${DECISION_FILE}
    people:
      - login: anna-acme
        id: 11
        from: "2026-01-09"
        consent: { state: confirmed, at: "2026-01-10", ref: issue 12 }
    agreement: { date: "2026-01-01" }
    history:
      - { at: "2026-01-09", event: admitted, ref: ${DECISION_FILE} }
  - id: globex
    name: Globex
    former-names: [Globex Industries]
    url: https://globex.example.com/
    domains: [globex.example.net]
    since: "2025-03-01"
    agreement: { date: "2025-02-01" }
    history:
      - { at: "2025-03-01", event: admitted }
      - { at: "2025-06-01", event: renamed }
  - id: initech
    name: Initech
    since: "2025-01-01"
    status: former
    status-since: "2025-10-01"
`;

const MARKERS = (section: string) =>
  `<!-- partnerbot:${section}:start -->\n<!-- partnerbot:${section}:end -->\n`;

/** A whole program in which nothing is wrong, by path. */
export function soundProgram(registry = REGISTRY): Record<string, string> {
  const config = readConfig(CONFIG);
  if (!config.ok) throw new Error(`the config is broken: ${config.problems[0]?.message}`);
  const archive = archiveYear({
    registry: requireRegistry(registry),
    config: config.config,
    year: 2025,
    frozen: "2026-01-05",
  });
  return withLists({
    [CONFIG_FILE]: CONFIG,
    [FORM_FILE]: loadIssueForm("partnership-proposal"),
    [UPDATE_FORM_FILE]: loadIssueForm("partner-update"),
    [REPORT_FORM_FILE]: loadIssueForm("contribution-report"),
    "partners.yml": registry,
    "PARTNERS.md": `# Partners\n\n${MARKERS("partners")}`,
    "README.md": `# Stackwright\n\n${MARKERS("supported-by")}`,
    "decisions/README.md": `# Decisions\n\n${MARKERS("decisions")}`,
    [DECISION_FILE]: printDecision({ ballot: decidedRecord(), entry: null }, DECISION_FILE),
    "partners/2025.yml": printArchive(archive),
    "partners/2025.md": renderArchivePage(archive),
    "logos/acme-labs.svg":
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1v1z"/></svg>\n',
  });
}

/** The same with a partners list and a block of names as the registry gives them; as it is where that cannot be read. */
export function withLists(files: Readonly<Record<string, string>>): Record<string, string> {
  const { config, registry } = programState(new Map(Object.entries(files)));
  if (config === null || registry === null) return { ...files };
  const names = partnersListNames(config, HOME);
  return {
    ...files,
    "PARTNERS.md": renderPartnersFile(files["PARTNERS.md"] ?? null, renderPartnersList(registry, names)),
    "README.md": renderSupportedByFile(
      files["README.md"] ?? null,
      renderSupportedBy(registry, names, "PARTNERS.md"),
    ),
  };
}

/** The file with something else in one place. Fails when that is not there exactly once. */
export function changed(
  files: Readonly<Record<string, string>>,
  path: string,
  from: string,
  to: string,
): Record<string, string> {
  const text = files[path] ?? "";
  if (text.split(from).length !== 2) throw new Error(`${path} does not have ${from} once`);
  return { ...files, [path]: text.replace(from, () => to) };
}

/** A folder on this machine with files in it. */
export class TemporaryFolder {
  readonly path = mkdtempSync(join(tmpdir(), "partnerbot-test-"));

  write(files: Readonly<Record<string, string | Uint8Array>>): this {
    for (const [path, content] of Object.entries(files)) {
      const file = join(this.path, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
    }
    return this;
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
