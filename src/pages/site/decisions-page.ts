import { type DecisionView, decisionViews } from "./decision-view.ts";
import { fileUrl } from "./repository-link.ts";
import type { SiteContext } from "./site-context.ts";
import type { SiteFile } from "./site-input.ts";

const PATH = "decisions/index.html";

/** Every decision, newest first, by year. Who took part is in the README of the decisions' folder. */
export function decisionsPage(site: SiteContext): SiteFile {
  const { config, repository, templates } = site;
  const decisions = decisionViews(site);
  const frame = site.framePage({
    path: PATH,
    name: "Decisions",
    summary: "Every vote about partners, with its outcome, its count, and its record.",
    part: "decisions",
  });
  const view = {
    ...frame,
    count: decisions.length,
    participationUrl: fileUrl(repository, `${config.files.decisions}/README.md`),
    years: byYear(decisions),
  };
  return { path: PATH, content: templates.render("decisions", view) };
}

function byYear(decisions: readonly DecisionView[]): { year: string; decisions: DecisionView[] }[] {
  const years = new Map<string, DecisionView[]>();
  for (const decision of decisions) {
    const year = decision.day.slice(0, 4);
    const listed = years.get(year);
    if (listed === undefined) years.set(year, [decision]);
    else listed.push(decision);
  }
  return [...years].map(([year, listed]) => ({ year, decisions: listed }));
}
