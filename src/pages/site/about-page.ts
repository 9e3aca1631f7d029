import { printFraction } from "../../program/ballot/fraction.ts";
import { describeRule } from "../../program/ballot/rule-text.ts";
import { BALLOT_KINDS, type BallotKind, type Config, ruleOf } from "../../program/config.ts";
import { describeDuration } from "../../program/duration.ts";
import { type Tier, tiersFromTop } from "../../program/tier.ts";
import { partnersListNames } from "../partners-list.ts";
import { wallSnippet } from "./badge-snippet.ts";
import { categoryView } from "./category-page.ts";
import { orderInWords } from "./order.ts";
import { rootOf } from "./page-frame.ts";
import { fileUrl } from "./repository-link.ts";
import type { SiteContext } from "./site-context.ts";
import type { SiteFile, SiteInput } from "./site-input.ts";

const PATH = "about/index.html";

const KINDS: Readonly<Record<BallotKind, string>> = {
  admit: "Admitting a partner",
  award: "Awarding a badge, or taking one away",
  remove: "Removing a partner",
  reinstate: "Taking a former partner back",
};

const SHOWS: Readonly<Record<Tier["page"], string>> = {
  logo: "The list shows the logo.",
  blurb: "The list shows the logo and a description.",
  "half-page": "The list shows the logo, a description and links.",
  "own-page":
    "The list shows the logo, a description, services and links, and the page of its own names its people and its history.",
};

/** Who decides and how, as the config says it: the committee, its roll, the rules, the way to apply. */
export function aboutPage(site: SiteContext): SiteFile {
  const { config, repository, templates } = site;
  const frame = site.framePage({
    path: PATH,
    name: "Who decides, and how",
    summary: "The committee, its voting rules, and how to become a partner.",
    part: "about",
  });
  const view = {
    ...frame,
    applyUrl: partnersListNames(config, repository).applyUrl,
    review: reviewInWords(config),
    roll: config.roll.roles.map((entry) => rollEntry(repository, entry)),
    excluded: config.roll.exclude,
    rules: rulesOf(config),
    categories: config.categories.map((category) => ({
      ...categoryView(category),
      href: `${rootOf(PATH)}categories/${category.id}/index.html`,
    })),
    tiers: tiersFromTop(config).map(({ id, name, badges, page }) => ({
      id,
      name,
      badges: badgesNeeded(badges),
      shows: SHOWS[page],
    })),
    order: orderInWords(site),
    wall: wallSnippet(site.siteUrl),
  };
  return { path: PATH, content: templates.render("about", view) };
}

/** Kinds of ballot that go by the same words are listed once. */
function rulesOf(config: Config): { name: string; sentences: readonly string[] }[] {
  const rules = new Map<string, { names: string[]; sentences: readonly string[] }>();
  for (const kind of BALLOT_KINDS) {
    const sentences = describeRule(ruleOf(config, kind));
    const key = sentences.join("\n");
    const known = rules.get(key);
    if (known === undefined) rules.set(key, { names: [KINDS[kind]], sentences });
    else known.names.push(KINDS[kind]);
  }
  return [...rules.values()].map(({ names, sentences }) => ({ name: names.join(" · "), sentences }));
}

function reviewInWords({ review }: Config): string {
  const opens = review["open-vote"] === "by-bot";
  const time = review["open-for"];
  if (time === "none")
    return opens
      ? "The vote opens as soon as the proposal is complete."
      : "A member of the committee opens the vote when the proposal is complete.";
  const discussed = `A complete proposal is discussed for ${describeDuration(time)}`;
  return opens
    ? `${discussed}; then the vote opens.`
    : `${discussed}; then a member of the committee opens the vote.`;
}

function badgesNeeded(badges: Tier["badges"]): string {
  if (badges === "all") return "A badge of every kind.";
  return badges === 1 ? "One badge." : `${badges} badges.`;
}

type RollEntry = Config["roll"]["roles"][number];

function rollEntry(repository: SiteInput["repository"], entry: RollEntry) {
  const { origin } = new URL(repository.url);
  const [organization, team] = entry.team?.split("/") ?? [];
  const points = printFraction(entry.points);
  const alone = entry.users.length === 1 && entry.team === null && entry.file === null;
  return {
    role: entry.role ?? "Members",
    points: `${points} ${points === "1" ? "point" : "points"}${alone ? "" : " each"}`,
    inBase: entry.inBase,
    sources: [
      ...entry.users.map((login) => ({ text: login, href: `${origin}/${login}` })),
      ...(entry.team === null
        ? []
        : [{ text: `The team ${entry.team}`, href: `${origin}/orgs/${organization}/teams/${team}` }]),
      ...(entry.file === null
        ? []
        : [{ text: fileSection(entry.file), href: fileUrl(repository, entry.file.path) }]),
    ],
    alternates: Object.entries(entry.alternates).map(([voter, alternate]) => `${alternate} for ${voter}`),
  };
}

function fileSection({ path, section }: NonNullable<RollEntry["file"]>): string {
  return `Those under ${section} in ${path}`;
}
