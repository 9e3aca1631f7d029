import { UserError } from "../errors.ts";
import type { CheckFinding } from "../program/check/finding.ts";
import { formatDay, instantOf } from "../program/instant.ts";
import { loadTemplates } from "../templates.ts";
import { type Checkout, readCheckout } from "./checkout.ts";
import { checkCheckout, renderCheckout } from "./checkout-site.ts";
import type { Command } from "./command.ts";
import { countFindings, renderFinding } from "./finding-text.ts";

/** Checks the files of a program in a checkout. The time is milliseconds since 1970. */
export function createValidate(now: () => number = Date.now): Command {
  return {
    summary: "Check the files of a program in a checkout, offline",
    describe: [
      "Reads the config, the issue forms that it names, the registry, the records of decisions, the archives of past years, the Markdown files of which the bot keeps a section, and page templates of the program's own, from DIR (or else the current folder). Prints what is wrong with them as path:line:column, and what to do about it. Nothing is changed, and nothing is sent.",
      "It is the same check that the bot puts at pull requests, but for what a change takes away: for that it would have to know what was there before.",
    ],
    options: {
      json: { type: "boolean", describe: "Print one JSON object." },
    },
    operands: "[DIR]",
    examples: [
      { line: "validate", does: "Is everything here as it should be?" },
      { line: "validate ../community --json", does: "The same elsewhere, as data" },
    ],
    exits: {
      0: "nothing is wrong; there may be warnings",
      1: "something is wrong, or there is no such folder",
      2: "used wrongly",
    },

    async run(given, terminal) {
      const [folder = ".", ...more] = given.operands;
      if (more.length > 0) {
        throw new UserError("usage", "validate checks one folder at a time.", "partnerbot validate [DIR]");
      }
      const checkout = readCheckout(terminal.folder, folder);
      const findings = findingsOf(checkout, formatDay(instantOf(now())));
      terminal.out(
        given.flag("json")
          ? `${JSON.stringify({ findings })}\n`
          : findings.map(renderFinding).join("") + closing(checkout, findings),
      );
      return findings.some(({ level }) => level === "failure") ? 1 : 0;
    },
  };
}

export const validate = createValidate();

/** What the check finds, and where all is well, what comes out only when the pages are made. */
function findingsOf(checkout: Checkout, today: string): CheckFinding[] {
  const pages = loadTemplates("pages");
  const findings = checkCheckout(checkout, today, pages);
  if (findings.some(({ level }) => level === "failure")) return findings;
  const repository = {
    owner: "example",
    name: "example",
    url: "https://github.example/example/example",
    branch: "main",
    onGitHubCom: false,
  };
  const site = renderCheckout(checkout, { repository, siteUrl: `${repository.url}/`, day: today, pages });
  return site !== null && "finding" in site ? [...findings, site.finding] : findings;
}

function closing({ texts, config }: Checkout, findings: readonly CheckFinding[]): string {
  const counted = countFindings(findings);
  if (counted !== "") return `${counted}\n`;
  const decisions = config?.files.decisions ?? "";
  const records = [...texts.keys()].filter(
    (path) => path.startsWith(`${decisions}/`) && path.endsWith(".yml"),
  );
  const counts = `${texts.size} ${texts.size === 1 ? "file" : "files"}, ${records.length} of them records of decisions`;
  return `Everything is as it should be: ${counts}.\n`;
}
