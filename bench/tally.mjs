/**
 * Counting a vote: 10,000 acts on a roll of 1,000 beside 1,000 acts on a roll of 100, under ordinary rules and under
 * those that are hardest on the count. Counting takes time and memory in proportion to the acts: each ratio should be
 * about 10, and a little more for time, since acts are sorted and no longer fit the processor's nearest cache. A
 * quadratic count would show 100. A search with a limit costs the small vote as much as the large one, and shows less.
 *
 * Run: npm run build && node --expose-gc bench/tally.mjs
 */
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { countBallot } from "../dist/program/ballot/count.js";
import { fraction } from "../dist/program/ballot/fraction.js";
import { ruleSchema } from "../dist/program/ballot/rule.js";

const ROUNDS = 20;
const FRESH_PROCESSES = 5;
const OPENED = Date.UTC(2026, 2, 2, 9);
const DAY = 86_400_000;
const CHOICES = ["yes", "no", "abstain", "present"];
const WHEN_DECIDED = { "open-for": "7d", "close-early": "when-decided" };

/** Who is on the roll and what they do, where a case says nothing else. `next` gives numbers from 0 up to 1. */
const ORDINARY = {
  points: (index) => fraction(1 + (index % 3)),
  organizations: (index) => (index % 4 === 0 ? [] : [`Organization ${Math.floor(index / 10)}`]),
  inBase: (index) => index % 50 !== 0,
  /** Some of those who act are not on the roll. */
  active: 1.05,
  edited: 0.1,
  deed: (next) =>
    next() < 0.98 ? voteFor(CHOICES[Math.floor(next() * 4)]) : { do: "recuse", reason: "my employer" },
};

const CASES = {
  "plain majority of points": {
    rule: { pass: { over: "1/2", of: "eligible" }, period: { "open-for": "7d" } },
  },
  "early close when decided": {
    rule: { pass: { over: "1/2", of: "eligible" }, quorum: { "at-least": "1/2" }, period: WHEN_DECIDED },
  },
  "organizations capped, early close": {
    rule: {
      pass: { over: "1/2", of: "cast" },
      organization: { cap: "2" },
      quorum: { over: "1/2" },
      period: WHEN_DECIDED,
    },
  },
  "organizations collapse, vetoes": {
    rule: {
      pass: { over: "1/2", of: "cast" },
      count: "heads",
      organization: "collapse-identical",
      veto: { reason: "required" },
      period: { "open-for": "7d", "close-early": "when-all-voted" },
    },
  },
  "every comment edited, half vote": {
    rule: { pass: { over: "1/2", of: "eligible" }, period: WHEN_DECIDED },
    active: 0.5,
    edited: 1,
  },
  "vetoes stand, early close": {
    rule: {
      pass: { over: "1/2", of: "cast" },
      veto: { reason: "optional" },
      period: { "open-for": "7d", "close-early": "when-passed" },
    },
    deed: (next) => (next() < 0.5 ? { do: "veto", reason: "no" } : voteFor("yes")),
  },
  "edits restart the vote": {
    rule: { pass: { over: "1/2", of: "eligible" }, "on-edit": "restart", period: WHEN_DECIDED },
    deed: (next) => (next() < 0.5 ? { do: "edit" } : voteFor("yes")),
  },
  "cap with fractional points": {
    rule: { pass: { over: "1/2", of: "eligible" }, organization: { cap: "3/2" }, period: WHEN_DECIDED },
    points: (index) => fraction(1 + (index % 7), 1 + (index % 12)),
    active: 0.9,
  },
  "shares, many outside the base": {
    rule: {
      pass: { over: "1/2", of: "eligible" },
      count: "heads",
      organization: "split",
      period: WHEN_DECIDED,
    },
    organizations: (index) => [`Organization ${Math.floor(Math.sqrt(index))}`],
    inBase: (index) => index % 7 !== 0,
    active: 0.95,
  },
  "one organization of all": {
    rule: {
      pass: { over: "1/2", of: "cast" },
      organization: "collapse-identical",
      period: { "open-for": "7d", "close-early": "when-passed" },
    },
    points: (index) => fraction(1 + index),
    organizations: () => ["Organization"],
    deed: (next) => voteFor(next() < 0.2 ? "yes" : "no"),
  },
  "chair breaks ties, and is silent": {
    rule: { pass: { over: "1/2", of: "eligible" }, tie: "chair", period: WHEN_DECIDED },
    active: 0.99,
    deed: (next) => voteFor(CHOICES[Math.floor(next() * 3)]),
  },
  "needed by nine in ten people": {
    rule: { pass: { over: "1/2", of: "eligible" }, minimum: { yes: 90 }, period: { "open-for": "7d" } },
    points: (index) => fraction(1000 + (index % 41), 7),
  },
};

function voteFor(choice) {
  return { do: "vote", choice, reason: "because" };
}

/** The same numbers in every run. */
function random(seed) {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

/** Ten acts a voter over six days, in any order. */
function vote(size, name) {
  const { rule, points, organizations, inBase, active, edited, deed } = { ...ORDINARY, ...CASES[name] };
  const next = random(size);
  const roll = Array.from({ length: size }, (_, index) => ({
    login: `voter-${index}`,
    id: index + 1,
    role: index === size - 1 ? "chair" : null,
    points: points(index),
    organizations: organizations(index),
    inBase: inBase(index),
    alternateFor: null,
  }));
  const acts = Array.from({ length: size * 10 }, (_, index) => {
    const who = Math.floor(next() * size * active);
    const at = OPENED + Math.floor(next() * 6 * DAY);
    return {
      ...deed(next),
      by: { login: `voter-${who}`, id: who + 1 },
      at,
      until: next() < edited ? at + 3_600_000 : null,
      order: [index + 1, 0],
      link: null,
      void: null,
    };
  });
  const subject = { organizations: ["Globex"], applicant: null, proposer: null, person: null, claims: [] };
  return {
    ballot: { rule: ruleSchema.parse(rule), roll, subject, opened: OPENED },
    acts,
    now: OPENED + 8 * DAY,
  };
}

/**
 * Processor time of one count (the median of some rounds, so that other work on the machine disturbs little), and the
 * most that one count allocates. `times` counts are timed together, so that both sizes are timed for as long.
 */
function measure({ ballot, acts, now }, times) {
  const rounds = Array.from({ length: ROUNDS }, () => {
    const start = process.cpuUsage();
    for (let time = 0; time < times; time += 1) {
      const count = countBallot(ballot, acts, now);
      if (count.voters.length !== ballot.roll.length) throw new Error("voters are missing");
    }
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000 / times;
  }).sort((one, other) => one - other);
  let heap = 0;
  for (let round = 0; round < 5; round += 1) {
    globalThis.gc?.();
    const before = process.memoryUsage().heapUsed;
    countBallot(ballot, acts, now);
    heap = Math.max(heap, process.memoryUsage().heapUsed - before);
  }
  return { milliseconds: rounds[ROUNDS / 2], heap };
}

/** Time on the clock of the first count of a process, which nothing has been compiled for. */
function firstCount(name) {
  const { ballot, acts, now } = vote(1000, name);
  globalThis.gc?.();
  const start = performance.now();
  countBallot(ballot, acts, now);
  return performance.now() - start;
}

/** The least of some fresh processes: other work on the machine only adds to it. */
function measureFirst(name) {
  const run = () => execFileSync(process.execPath, ["--expose-gc", fileURLToPath(import.meta.url), name]);
  return Math.min(...Array.from({ length: FRESH_PROCESSES }, () => Number(run())));
}

const print = (cells) =>
  process.stdout.write(
    `${cells.map((cell, index) => (index === 0 ? cell.padEnd(36) : cell.padStart(13))).join("")}\n`,
  );
const megabytes = (bytes) => `${(bytes / 1_048_576).toFixed(1)} MB`;
const time = (milliseconds) => `${milliseconds.toFixed(2)} ms`;

function main() {
  if (globalThis.gc === undefined) process.stdout.write("Heap figures need node --expose-gc.\n");
  print(["rule", "1,000 acts", "10,000 acts", "ratio", "first count", "heap 1,000", "heap 10,000", "ratio"]);
  const results = Object.keys(CASES).map((name) => {
    const [small, large] = [vote(100, name), vote(1000, name)];
    const first = measureFirst(name);
    // What is compared is the work, and not the compiler: both are warm.
    measure(large, 1);
    const [one, ten] = [measure(small, 10), measure(large, 1)];
    const ratio = ten.milliseconds / one.milliseconds;
    const growth = (ten.heap / one.heap).toFixed(1);
    const times = [time(one.milliseconds), time(ten.milliseconds), ratio.toFixed(1), time(first)];
    print([name, ...times, megabytes(one.heap), megabytes(ten.heap), growth]);
    return { name, warm: ten.milliseconds, first, ratio };
  });
  const worst = (key) => results.reduce((one, other) => (other[key] > one[key] ? other : one));
  process.stdout.write(`\nWorst, 10,000 acts: ${time(worst("warm").warm)}, ${worst("warm").name}\n`);
  process.stdout.write(`Worst first count: ${time(worst("first").first)}, ${worst("first").name}\n`);
  process.stdout.write(`Worst ratio of time: ${worst("ratio").ratio.toFixed(1)}, ${worst("ratio").name}\n`);
}

const [, , only] = process.argv;
if (only === undefined) main();
else process.stdout.write(`${firstCount(only)}`);
