import { truncateText } from "../../text/escape.ts";
import type { SiteInput } from "./site-input.ts";

/** The parts of the site that its navigation names, in its order. */
const PARTS = [
  { part: "partners", name: "Partners", path: "index.html" },
  { part: "years", name: "Years", path: "years/index.html" },
  { part: "decisions", name: "Decisions", path: "decisions/index.html" },
  { part: "about", name: "Who decides", path: "about/index.html" },
] as const;

/** Characters of a name in the title of a window. */
const LONGEST_NAME = 60;

/** What a page says about itself. */
interface PageHead {
  /** The file's path from the top of the site, such as `partners/acme/index.html`. */
  readonly path: string;
  /** Without the program's name, which is added; `null` for the first page. */
  readonly name: string | null;
  /** For search engines and previews of links. */
  readonly summary: string;
  /** `null` for a page that is in no part, and has no address of its own. */
  readonly part: (typeof PARTS)[number]["part"] | null;
  /** Where the top of the site is, if not where the path says. */
  readonly root?: string;
}

/** What the layout of every page shows. */
interface PageFrame {
  readonly site: SiteNames;
  readonly language: string;
  readonly title: string;
  readonly summary: string;
  /** The page's whole address; `null` for one that has none of its own. */
  readonly address: string | null;
  /** From the page to the top of the site: `../../`, or empty. Links are relative, so any folder will do. */
  readonly root: string;
  /** Markup of the templates of these names: what the head of every page loads, and what stands above and below it. */
  readonly links: string;
  readonly masthead: string;
  readonly colophon: string;
}

interface SiteNames {
  readonly language: string;
  readonly project: string;
  readonly program: string;
  /** Whether the program's name does not contain the project's, so that both have to be said. */
  readonly programApart: boolean;
  readonly committee: string;
  readonly neutrality: string;
  readonly privacy: string;
  /** Address of the program repository. */
  readonly repository: string;
}

/** What the layout shows around a page. It is the same for every content of the registry. */
export type FramePage = (head: PageHead) => PageFrame;

/** The frames of a site's pages. What many pages have in common is rendered once. */
export function pageFrames(input: SiteInput): FramePage {
  const { siteUrl, templates } = input;
  const site = siteNames(input);
  const title = site.programApart ? `${site.project} ${site.program}` : site.program;
  const rendered = new Map<string, string>();
  const renderOnce = (template: string, root: string, navigation: readonly NavigationEntry[] = []) => {
    const key = JSON.stringify([template, root, navigation]);
    const markup = rendered.get(key) ?? templates.render(template, { site, root, navigation });
    rendered.set(key, markup);
    return markup;
  };
  return ({ path, name, summary, part, root = rootOf(path) }) => ({
    site,
    language: site.language,
    title: name === null ? title : `${truncateText(name, LONGEST_NAME)} · ${title}`,
    summary,
    address: part === null ? null : siteUrl + path.replace(/(?:^|(?<=\/))index\.html$/, ""),
    root,
    links: renderOnce("links", root),
    masthead: renderOnce("masthead", root, navigationOn(path, part)),
    colophon: renderOnce("colophon", root),
  });
}

interface NavigationEntry {
  readonly name: string;
  readonly path: string;
  /** As `aria-current` says it. */
  readonly current: "page" | "true" | null;
}

function navigationOn(path: string, part: PageHead["part"]): NavigationEntry[] {
  return PARTS.map((entry) => ({
    name: entry.name,
    path: entry.path,
    current: entry.path === path ? "page" : entry.part === part ? "true" : null,
  }));
}

function siteNames({ config, repository }: SiteInput): SiteNames {
  const { program, site } = config;
  const project = projectOf({ config, repository });
  return {
    language: site.language,
    project,
    program: program.name,
    programApart: !program.name.toLowerCase().includes(project.toLowerCase()),
    committee: program.committee,
    neutrality: site.neutrality,
    privacy: site.privacy,
    repository: repository.url,
  };
}

/** From a page of this path to the top of the site: `../../` for `partners/acme/index.html`. */
export function rootOf(path: string): string {
  return "../".repeat(path.split("/").length - 1);
}

/** The project as the config calls it, else after the repository's owner. */
export function projectOf(of: {
  config: Pick<SiteInput["config"], "program">;
  repository: { owner: string };
}): string {
  return of.config.program.project ?? of.repository.owner;
}
