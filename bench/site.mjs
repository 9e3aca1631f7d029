/**
 * Making the site of 1,000 partners with the archives of ten years, beside one of 100 partners.
 *
 * "From files" is what the bot does too: the files of a checkout are read, and all files of the site are there, in a process
 * that has made no site before. "The command" is `partnerbot render` with all else that it does: the program is loaded, the
 * checkout is checked, and the site is written to a folder. Work that other programs do meanwhile adds to seconds on the
 * clock, and less so to those of the processor. TMPDIR says on which disk the folders are.
 *
 * Run: npm run build && node bench/site.mjs
 * Exits with 1 when a limit is broken.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { stringify } from "yaml";
import { readCheckout } from "../dist/command-line/checkout.js";
import { checkoutRepository } from "../dist/command-line/checkout-repository.js";
import { renderCheckout } from "../dist/command-line/checkout-site.js";
import { renderArchivePage } from "../dist/pages/archive-page.js";
import { partnersListNames, renderPartnersFile, renderPartnersList } from "../dist/pages/partners-list.js";
import { printArchive } from "../dist/program/archive.js";
import { archiveYear } from "../dist/program/archive-year.js";
import { partnerSchema } from "../dist/program/partner.js";
import { readConfig } from "../dist/program/program-files.js";
import { printPartner, requireRegistry } from "../dist/program/registry.js";
import { loadIssueForm, loadTemplates } from "../dist/templates.js";

const ROUNDS = 5;
const DAY = "2026-11-24";
const YEARS = Array.from({ length: 10 }, (_, index) => 2016 + index);
const LIMITS = { seconds: 2, megabytes: 300, firstPage: 300_000 };

const CONFIG = `program: { name: Partner Program, project: Stackwright }
roll: [{ users: [ada, bo] }]
tiers:
  - { id: bronze, name: Bronze, badges: 1, page: logo }
  - { id: silver, name: Silver, badges: 2, page: blurb }
  - { id: gold, name: Gold, badges: 3, page: half-page }
  - { id: platinum, name: Platinum, badges: all, page: own-page }
site: { order: tier, show-former: true }
`;
const REPOSITORY = { owner: "stackwright", url: "https://github.com/stackwright/community" };
const DECISIONS = "<!-- partnerbot:decisions:start -->\n<!-- partnerbot:decisions:end -->\n";

const NAMES = [
  "Aurora Networks",
  "Ångström Analytics",
  "Bits & Bobs",
  "日本システム開発",
  "شركة النور",
  "🚀 Launchpad",
];
const CATEGORIES = ["engineering", "professional-services", "business-development", "marketing"];
const WORDS =
  "Runs search for cities in the north, and keeps the release pipeline alive with its own engineers.";

/** The same entry in every run: badges, history, and days of joining and leaving that differ by its place. */
function entry(index) {
  const joined = 2014 + ((index * 7) % 12);
  const since = `${joined}-${index % 2 === 0 ? "03-09" : "11-30"}`;
  const former = index % 9 === 8 && joined < 2024;
  const left = `${joined + 2}-06-15`;
  return {
    id: `partner-${index}`,
    name: `${NAMES[index % NAMES.length]} ${index}`,
    url: `https://p${index}.example/`,
    description: WORDS.slice(0, (index * 53) % WORDS.length).trim(),
    services: index % 3 === 0 ? ["Consulting", `Training ${index % 20}`] : [],
    regions: index % 4 === 0 ? ["Europe"] : [],
    status: former ? "former" : "active",
    since,
    ...(former ? { "status-since": left } : {}),
    badges: CATEGORIES.slice(index % 5).map((category) => ({ category, awarded: since })),
    history: [{ at: since, event: "admitted" }, ...(former ? [{ at: left, event: "removed" }] : [])],
  };
}

/** Writes a checkout in which nothing is wrong, and says how large its largest files are. */
function makeCheckout(folder, size) {
  const entries = Array.from({ length: size }, (_, index) => entry(index));
  const registryText = stringify({
    version: 1,
    partners: entries.map((one) => printPartner(partnerSchema.parse(one))),
  });
  const { config } = readConfig(CONFIG);
  const registry = requireRegistry(registryText);
  const archives = YEARS.map((year) => archiveYear({ registry, config, year, frozen: `${year + 1}-01-04` }));
  const files = {
    ".git/config": `[remote "origin"]\n\turl = ${REPOSITORY.url}.git\n`,
    ".git/HEAD": "ref: refs/heads/main\n",
    ".github/partnerbot.yml": CONFIG,
    ".github/ISSUE_TEMPLATE/partnership-proposal.yml": loadIssueForm("partnership-proposal"),
    ".github/ISSUE_TEMPLATE/partner-update.yml": loadIssueForm("partner-update"),
    "partners.yml": registryText,
    "PARTNERS.md": renderPartnersFile(
      null,
      renderPartnersList(registry, partnersListNames(config, REPOSITORY)),
    ),
    "decisions/README.md": DECISIONS,
    ...Object.fromEntries(
      archives.flatMap((archive) => [
        [`partners/${archive.year}.yml`, printArchive(archive)],
        [`partners/${archive.year}.md`, renderArchivePage(archive)],
      ]),
    ),
  };
  for (const [path, content] of Object.entries(files)) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  return {
    archived: archives.map(({ partners }) => partners.length),
    registryBytes: Buffer.byteLength(registryText),
    archiveBytes: Math.max(...YEARS.map((year) => statSync(join(folder, `partners/${year}.yml`)).size)),
  };
}

/** Has a process say at its end what it used. */
const TELL_USAGE = `data:text/javascript,${encodeURIComponent(
  'import { writeSync } from "node:fs"; process.on("exit", () => writeSync(3, JSON.stringify(process.resourceUsage())));',
)}`;

/** A process of its own: seconds on the clock and of the processor, and the most memory in megabytes. */
function run(...words) {
  const start = performance.now();
  const { status, stdout, stderr, output } = spawnSync(process.execPath, ["--import", TELL_USAGE, ...words], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe", "pipe"],
  });
  const clock = (performance.now() - start) / 1000;
  if (status !== 0 || stderr !== "") throw new Error(`${words.join(" ")} failed: ${stderr}`);
  const { userCPUTime, systemCPUTime, maxRSS } = JSON.parse(output[3]);
  return {
    clock,
    processor: (userCPUTime + systemCPUTime) / 1e6,
    memory: maxRSS / 1024,
    said: stdout.trim(),
  };
}

/** The least time of some runs, since other work on the machine only adds to it, and the most memory of any. */
function fewRuns(once) {
  const runs = Array.from({ length: ROUNDS }, once);
  const least = (key) => Math.min(...runs.map((one) => one[key]));
  return {
    clock: least("clock"),
    processor: least("processor"),
    memory: Math.max(...runs.map((one) => one.memory)),
    said: runs[0].said,
  };
}

const CLI = fileURLToPath(new URL("../dist/cli.js", import.meta.url));

function measure(folder, size) {
  const from = join(folder, `program-${size}`);
  const to = join(folder, `site-${size}`);
  const made = makeCheckout(from, size);
  const command = () => run(CLI, "render", "--from", from, "--to", to, "--day", DAY);
  return {
    ...made,
    site: fewRuns(() => {
      const one = run(fileURLToPath(import.meta.url), from);
      const [clock, processor] = one.said.split(" ").map(Number);
      return { ...one, clock, processor };
    }),
    first: fewRuns(() => {
      rmSync(to, { recursive: true, force: true });
      return command();
    }),
    again: fewRuns(command),
    firstPage: statSync(join(to, "index.html")).size,
  };
}

/** Makes the site of a checkout, once and in memory, and prints seconds on the clock and of the processor. */
function makeOnce(from) {
  const start = performance.now();
  const used = process.cpuUsage();
  const checkout = readCheckout(from, from);
  const repository = checkoutRepository(checkout.folder);
  const pages = loadTemplates("pages");
  const made = renderCheckout(checkout, { repository, siteUrl: "https://site.example/", day: DAY, pages });
  const { user, system } = process.cpuUsage(used);
  if (made === null || !("files" in made)) throw new Error("there is no site");
  process.stdout.write(`${(performance.now() - start) / 1000} ${(user + system) / 1e6}`);
}

const print = (cells) =>
  process.stdout.write(
    `${cells.map((cell, index) => (index === 0 ? cell.padEnd(30) : cell.padStart(16))).join("")}\n`,
  );
const seconds = (count) => `${count.toFixed(2)} s`;
const megabytes = (count) => `${count.toFixed(0)} MB`;
const kilobytes = (bytes) => `${(bytes / 1000).toFixed(0)} kB`;

function main(folder) {
  const [large, small, middle] = [1000, 100, 200].map((size) => measure(folder, size));
  const loaded = fewRuns(() => run(CLI, "help", "render"));
  const row = (name, text, of) =>
    print([name, text(of(large)), text(of(small)), (of(large) / of(small)).toFixed(1)]);
  print(["", "1,000 partners", "100 partners", "ratio"]);
  row("from files, clock", seconds, ({ site }) => site.clock);
  row("from files, processor", seconds, ({ site }) => site.processor);
  row("from files, memory", megabytes, ({ site }) => site.memory);
  row("the command, clock", seconds, ({ first }) => first.clock);
  row("the command, processor", seconds, ({ first }) => first.processor);
  row("the command, memory", megabytes, ({ first }) => first.memory);
  row("again, no change, clock", seconds, ({ again }) => again.clock);
  row("partners.yml", kilobytes, ({ registryBytes }) => registryBytes);
  row("largest archive", kilobytes, ({ archiveBytes }) => archiveBytes);
  process.stdout.write(`
The program loaded and nothing done: ${seconds(loaded.clock)}, ${megabytes(loaded.memory)}
Entries of the archives: ${large.archived.join(", ")}
${large.first.said.replace(/^.*: /, "Site of 1,000 partners: ")}
First page of 200 partners, without pictures: ${kilobytes(middle.firstPage)}
`);
  const memory = Math.max(large.site.memory, large.first.memory);
  const broken = [
    ...(large.site.clock < LIMITS.seconds ? [] : [`more than ${LIMITS.seconds} s from files`]),
    ...(memory < LIMITS.megabytes ? [] : [`more than ${LIMITS.megabytes} MB`]),
    ...(middle.firstPage < LIMITS.firstPage
      ? []
      : [`a first page of more than ${kilobytes(LIMITS.firstPage)}`]),
  ];
  if (broken.length === 0) return;
  process.stdout.write(`Broken limits: ${broken.join(", ")}\n`);
  process.exitCode = 1;
}

const [, , from] = process.argv;
if (from === undefined) {
  const folder = mkdtempSync(join(tmpdir(), "partnerbot-bench-"));
  try {
    main(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
} else makeOnce(from);
