import { resolve } from "node:path";
import { z } from "zod";
import { UserError } from "../errors.ts";
import type { Config } from "../program/config.ts";
import { formatDay, instantOf } from "../program/instant.ts";
import { siteUrlOf } from "../program/site-address.ts";
import { loadTemplates } from "../templates.ts";
import { escapeLog } from "../text/escape.ts";
import { type Checkout, readCheckout } from "./checkout.ts";
import {
  type CheckoutRepository,
  checkoutRepository,
  parseRepositoryAddress,
} from "./checkout-repository.ts";
import { checkCheckout, renderCheckout } from "./checkout-site.ts";
import type { Arguments, Command, Terminal } from "./command.ts";
import { renderFinding } from "./finding-text.ts";
import { watchFolder } from "./folder-watch.ts";
import { isInside, writeSite } from "./site-folder.ts";

interface RenderContext {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Resolves when the person has had enough of watching. */
  readonly interrupted: () => Promise<void>;
}

/** Where a site comes from, and where it goes. */
interface Job {
  readonly from: string;
  readonly to: string;
  readonly day: string | null;
  readonly url: string | null;
  readonly repository: CheckoutRepository | null;
}

/** Makes the site of a checkout in a folder. */
export function createRender({ now, interrupted }: RenderContext): Command {
  return {
    summary: "Make the whole site of a program from a checkout, offline",
    describe: [
      "Reads the program's files from the checkout --from, and writes its site to the folder --to: every page, badge, logo and feed, as the bot publishes it. Only files that differ are written. Files of an earlier run that the site does not have any more are removed, and nothing else is: the list of what was written is in .partnerbot-site.",
      "Page templates of the program's own, in .github/partnerbot/, take the place of ours. Links to the repository lead to the remote `origin` of the checkout, or to --repository.",
      "With --watch it goes on, and makes the site again whenever a file of the checkout changes, until Ctrl-C.",
    ],
    options: {
      from: {
        type: "string",
        value: "DIR",
        describe: "A checkout of the program repository. Default: the current folder.",
      },
      to: {
        type: "string",
        value: "DIR",
        describe: "The folder of the site; it is made where there is none.",
      },
      day: {
        type: "string",
        value: "YYYY-MM-DD",
        describe: "The day for which it is made: badges expire. Default: today, in UTC.",
      },
      url: {
        type: "string",
        value: "URL",
        describe:
          "The address at which the site is seen. Default: program.page of the config, or else GitHub Pages.",
      },
      repository: {
        type: "string",
        value: "URL",
        describe: "The address of the program repository, where the checkout does not say it.",
      },
      watch: { type: "boolean", describe: "Make it again whenever a file changes." },
    },
    operands: null,
    examples: [
      { line: "render --from ../community --to /tmp/site", does: "Make the site" },
      { line: "render --to _site --watch", does: "See each edit in the browser" },
    ],
    exits: {
      0: "the site is there",
      1: "the config, the registry or a template is broken, or the folder cannot be written",
      2: "used wrongly",
    },

    async run(given, terminal) {
      const job = readJob(given);
      const made = make(job, now(), terminal);
      if (!given.flag("watch")) return made ? 0 : 1;
      const folder = resolve(terminal.folder, job.from);
      const target = resolve(terminal.folder, job.to);
      const watch = watchFolder(
        folder,
        (path) => !isInside(target, resolve(folder, path)),
        () => {
          makeAgain(job, now(), terminal);
        },
      );
      terminal.out(`Watching ${escapeLog(job.from)}. Ctrl-C ends it.\n`);
      await interrupted();
      watch.stop();
      return 0;
    },
  };
}

const SIGNALS = ["SIGINT", "SIGTERM"] as const;

export const render = createRender({
  now: Date.now,
  interrupted: () =>
    new Promise((done) => {
      for (const name of SIGNALS) process.once(name, () => done());
    }),
});

function readJob(given: Arguments): Job {
  const to = given.text("to");
  if (to === null) {
    throw new UserError(
      "usage",
      "render needs a folder for the site.",
      "partnerbot render --from DIR --to DIR",
    );
  }
  const day = given.text("day");
  if (day !== null && !z.iso.date().safeParse(day).success) {
    throw new UserError("usage", `${day} is not a day.`, "Write it as 2026-01-31.");
  }
  const url = given.text("url");
  if (url !== null && !z.url({ protocol: /^https?$/ }).safeParse(url).success) {
    throw new UserError("usage", `${url} is not an address.`, "Write it as https://example.org/partners/.");
  }
  const address = given.text("repository");
  const repository = address === null ? null : parseRepositoryAddress(address);
  if (address !== null && repository === null) {
    const mend = "Write it as https://github.com/example/community.";
    throw new UserError("usage", `${address} is not the address of a repository.`, mend);
  }
  return {
    from: given.text("from") ?? ".",
    to,
    day,
    url,
    repository: repository === null ? null : { ...repository, branch: "main" },
  };
}

/** Whether the site could be made; what is wrong is printed. */
function make(job: Job, now: number, terminal: Terminal): boolean {
  const checkout = readCheckout(terminal.folder, job.from);
  const pages = loadTemplates("pages");
  const today = formatDay(instantOf(now));
  const findings = checkCheckout(checkout, today, pages).filter(({ level }) => level !== "notice");
  for (const finding of findings) terminal.error(renderFinding(finding));
  const { config } = checkout;
  const site =
    config === null
      ? null
      : renderCheckout(checkout, {
          ...addresses(job, checkout, config, terminal),
          day: job.day ?? today,
          pages,
        });
  if (site === null) {
    terminal.error("There is no site without a config and a registry that can be read.\n");
    return false;
  }
  if ("finding" in site) {
    const { path, line } = site.finding;
    const said = findings.some((finding) => finding.path === path && finding.line === line);
    if (!said) terminal.error(renderFinding(site.finding));
    return false;
  }
  const { written, removed, kept } = writeSite(resolve(terminal.folder, job.to), job.to, site.files);
  const files = `${written} ${written === 1 ? "file" : "files"}`;
  terminal.out(`${escapeLog(job.to)}: ${files} written, ${removed} removed, ${kept} as they were\n`);
  return true;
}

/** Where links lead: to the repository that was named, or is the checkout's, and to where the site is seen. */
function addresses(
  job: Job,
  checkout: Checkout,
  config: Config,
  terminal: Terminal,
): { repository: CheckoutRepository; siteUrl: string } {
  const repository =
    job.repository ?? checkoutRepository(checkout.folder) ?? supposedRepository(config, terminal);
  const siteUrl = job.url === null ? siteUrlOf(config, repository) : `${job.url.replace(/\/*$/, "")}/`;
  return { repository, siteUrl };
}

/** While it watches, an error for people is said and does not end it. */
function makeAgain(job: Job, now: number, terminal: Terminal): void {
  try {
    make(job, now, terminal);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    terminal.error(`${error.message}\n${error.mend}\n`);
  }
}

/** Something to link to, where nothing says which repository it is. */
function supposedRepository({ program }: Config, terminal: Terminal): CheckoutRepository {
  const owner = (program.project ?? "").replace(/[^A-Za-z0-9]+/g, "-").replace(/^-+|-+$/g, "") || "example";
  const url = `https://github.com/${owner}/partners`;
  terminal.error(
    `The checkout does not say which repository it is of, so links lead to ${url}. Name it with --repository URL.\n`,
  );
  return { owner, name: "partners", url, branch: "main", onGitHubCom: true };
}
