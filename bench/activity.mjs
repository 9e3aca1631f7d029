/**
 * Counting a ledger: 1,000,000 contributions beside 100,000, in 40 repositories over two years, by 1,000 people for 200
 * partners. Every tenth person works for two partners at once, and every tenth for one after the other. Time grows with the
 * ledger: the ratio should be below 10, since starting a process costs the same. Memory should not grow: its ratio should be
 * near 1, and is a little above while not everybody has been active in each week of the small ledger.
 *
 * Run: npm run build && node bench/activity.mjs
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { CONTRIBUTION_KINDS as KINDS } from "../dist/program/activity/contribution.js";
import { printLedger } from "../dist/program/activity/ledger.js";

const CLI = fileURLToPath(new URL("../dist/cli.js", import.meta.url));
const ROUNDS = 3;
const REPOSITORIES = 40;
const PARTNERS = 200;
const PEOPLE = 1000;
const MONTHS = 24;
const CONFIG = "roll: [{ users: [ada] }]\nactivity: { repositories: [example/*] }\n";
/** In the folder of the ledger: a year of quiet takes more of it into account than the default. */
const OTHER_CONFIG = "other.yml";

/** What is measured, and the arguments for it. */
const CASES = {
  "sums of all partners": ["--sums"],
  "all contributions, text": [],
  "all contributions, CSV": ["--csv"],
  "all contributions, JSON": ["--json"],
  "one partner": ["--partner", "partner-7"],
  "beside another config": ["--sums", "--what-if", OTHER_CONFIG],
};

/** Says what the process has used when it ends: memory at most, in KiB, and processor time in microseconds. */
const SAY_USAGE = `data:text/javascript,${encodeURIComponent(
  `import { writeSync } from "node:fs";
  process.on("exit", () => {
    const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
    writeSync(2, JSON.stringify([maxRSS, userCPUTime + systemCPUTime]));
  });`,
)}`;

/** The same numbers in every run. */
function random(seed) {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

function write(folder, path, text) {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

function registry() {
  const person = (id, from, to) => {
    const end = to === null ? "" : `, to: "${to}"`;
    return `      - { login: person-${id}, id: ${id}, from: "${from}"${end}, consent: { state: ${id % 8 === 0 ? "suggested" : "confirmed"} } }\n`;
  };
  const people = Array.from({ length: PARTNERS }, () => "");
  for (let id = 1; id <= PEOPLE; id += 1) {
    const [partner, next] = [id % PARTNERS, (id + 1) % PARTNERS];
    people[partner] += person(id, "2024-01-01", id % 10 === 1 ? "2025-12-31" : null);
    if (id % 10 === 0) people[next] += person(id, "2024-01-01", null);
    if (id % 10 === 1) people[next] += person(id, "2026-01-01", null);
  }
  const entries = people.map(
    (list, partner) =>
      `  - id: partner-${partner}\n    name: Partner ${partner}\n    since: "2024-01-01"\n    people:\n${list}`,
  );
  return `version: 1\npartners:\n${entries.join("")}`;
}

/** Writes a program and a ledger of so many contributions, and says how many bytes the ledger has. */
function writeLedger(folder, size) {
  write(folder, ".github/partnerbot.yml", CONFIG);
  write(folder, OTHER_CONFIG, CONFIG.replace("[example/*]", "[example/*], standing: { quiet-after: 365d }"));
  write(folder, "partners.yml", registry());
  const next = random(size);
  const perFile = Math.floor(size / REPOSITORIES / MONTHS);
  const repositories = {};
  let [bytes, lines] = [0, 0];
  for (let repository = 0; repository < REPOSITORIES; repository += 1) {
    const files = {};
    for (let month = 0; month < MONTHS; month += 1) {
      const [begin, end] = [Date.UTC(2025, month), Date.UTC(2025, month + 1)];
      // What does not divide evenly is in the first files.
      const count = perFile + (repository * MONTHS + month < size % (REPOSITORIES * MONTHS) ? 1 : 0);
      const text = printLedger(
        Array.from({ length: count }, () => {
          lines += 1;
          return {
            at: begin + Math.floor(next() * (end - begin)),
            kind: KINDS[Math.floor(next() * KINDS.length)],
            by: 1 + Math.floor(next() * PEOPLE),
            path: `pull/${lines}#pullrequestreview-${lines}`,
            id: `PRR_kwDOABCDEF${String(lines).padStart(10, "0")}`,
          };
        }),
      );
      const name = new Date(begin).toISOString().slice(0, 7);
      write(folder, `activity/example/repository-${repository}/${name}.ndjson`, text);
      files[name] = createHash("sha1").update(`blob ${text.length}\0${text}`).digest("hex");
      bytes += text.length;
    }
    repositories[`example/repository-${repository}`] = {
      id: `R_${repository}`,
      from: "2025-01-01T00:00:00Z",
      to: "2027-01-01T00:00:00Z",
      head: null,
      files,
      commits: 0,
      unattributed: 0,
      unfinished: null,
      problem: null,
    };
  }
  write(folder, "activity/coverage.json", JSON.stringify({ version: 1, repositories }));
  return { bytes, lines };
}

/**
 * Time on the clock, processor time and memory of a process of its own: the least of some rounds, to which other work only
 * adds.
 */
function measure(folder, words) {
  const rounds = Array.from({ length: ROUNDS }, () => {
    const start = performance.now();
    const command = ["activity", ".", "--since", "2025-01-01", "--until", "2026-12-31", ...words];
    const { status, stderr } = spawnSync(process.execPath, ["--import", SAY_USAGE, CLI, ...command], {
      cwd: folder,
      stdio: ["ignore", "ignore", "pipe"],
      encoding: "utf8",
    });
    if (status !== 0) throw new Error(`it failed: ${stderr}`);
    const seconds = (performance.now() - start) / 1000;
    const [memory, processor] = JSON.parse(stderr);
    return { seconds, processor: processor / 1_000_000, memory: memory / 1024 };
  });
  const least = (key) => Math.min(...rounds.map((round) => round[key]));
  return { seconds: least("seconds"), processor: least("processor"), memory: least("memory") };
}

const print = (cells) =>
  process.stdout.write(
    `${cells.map((cell, index) => (index === 0 ? cell.padEnd(26) : cell.padStart(11))).join("")}\n`,
  );

const folders = [100_000, 1_000_000].map((size) => {
  const folder = mkdtempSync(join(tmpdir(), "partnerbot-bench-"));
  const { bytes, lines } = writeLedger(folder, size);
  process.stdout.write(`${lines} contributions, ${(bytes / 1_048_576).toFixed(0)} MB\n`);
  return folder;
});
try {
  print(["", "100,000", "1,000,000", "ratio", "processor", "ratio", "100,000", "1,000,000", "ratio"]);
  for (const [name, words] of Object.entries(CASES)) {
    const [small, large] = folders.map((folder) => measure(folder, words));
    const ratio = (key, digits) => (large[key] / small[key]).toFixed(digits);
    print([
      name,
      ...[small, large].map(({ seconds }) => `${seconds.toFixed(2)} s`),
      ratio("seconds", 1),
      `${large.processor.toFixed(2)} s`,
      ratio("processor", 1),
      ...[small, large].map(({ memory }) => `${memory.toFixed(0)} MB`),
      ratio("memory", 2),
    ]);
  }
} finally {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
}
