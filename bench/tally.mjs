/**
 * Counting a vote: 10,000 acts on a roll of 1,000 beside 1,000 acts on a roll of 100, in one process. Counting takes
 * time and memory in proportion to the acts: each ratio should be 10, and a little more for time, since acts are
 * sorted and no longer fit the processor's nearest cache. A quadratic count would show 100.
 *
 * Run: npm run build && node --expose-gc bench/tally.mjs
 */
import { countBallot } from "../dist/program/ballot/count.js";
import { fraction } from "../dist/program/ballot/fraction.js";
import { ruleSchema } from "../dist/program/ballot/rule.js";

const ROUNDS = 40;
const OPENED = Date.UTC(2026, 2, 2, 9);
const DAY = 86_400_000;
const CHOICES = ["yes", "no", "abstain", "present"];

const RULES = {
  "plain majority of points": { pass: { over: "1/2", of: "eligible" }, period: { "open-for": "7d" } },
  "early close when decided": {
    pass: { over: "1/2", of: "eligible" },
    quorum: { "at-least": "1/2" },
    period: { "open-for": "7d", "close-early": "when-decided" },
  },
  "organizations capped, early close": {
    pass: { over: "1/2", of: "cast" },
    organization: { cap: "2" },
    quorum: { over: "1/2" },
    period: { "open-for": "7d", "close-early": "when-decided" },
  },
  "organizations collapse, vetoes": {
    pass: { over: "1/2", of: "cast" },
    count: "heads",
    organization: "collapse-identical",
    veto: { reason: "required" },
    period: { "open-for": "7d", "close-early": "when-all-voted" },
  },
};

/** The same numbers in every run. */
function random(seed) {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

/** Ten acts a voter over six days: votes, changes of mind, recusals, versions of edited comments, and strangers. */
function vote(size, rule) {
  const next = random(size);
  const roll = Array.from({ length: size }, (_, index) => ({
    login: `voter-${index}`,
    id: index + 1,
    role: null,
    points: fraction(1 + (index % 3)),
    organizations: index % 4 === 0 ? [] : [`Organization ${Math.floor(index / 10)}`],
    inBase: index % 50 !== 0,
    alternateFor: null,
  }));
  const acts = Array.from({ length: size * 10 }, (_, index) => {
    const who = Math.floor(next() * size * 1.05);
    const at = OPENED + Math.floor(next() * 6 * DAY);
    const deed =
      next() < 0.98
        ? { do: "vote", choice: CHOICES[Math.floor(next() * 4)], reason: "because" }
        : { do: "recuse", reason: "my employer" };
    return {
      ...deed,
      by: { login: `voter-${who}`, id: who + 1 },
      at,
      until: next() < 0.1 ? at + 3_600_000 : null,
      order: [index + 1, 0],
      link: null,
      void: null,
    };
  });
  const subject = { organizations: ["Globex"], applicant: null, proposer: null, person: null, claims: [] };
  return { ballot: { rule, roll, subject, opened: OPENED }, acts, now: OPENED + 8 * DAY };
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
  const milliseconds = rounds[ROUNDS / 2];
  let heap = 0;
  for (let round = 0; round < 5; round += 1) {
    globalThis.gc?.();
    const before = process.memoryUsage().heapUsed;
    countBallot(ballot, acts, now);
    heap = Math.max(heap, process.memoryUsage().heapUsed - before);
  }
  return { milliseconds, heap };
}

const print = (cells) =>
  process.stdout.write(
    `${cells.map((cell, index) => (index === 0 ? cell.padEnd(36) : cell.padStart(14))).join("")}\n`,
  );
const megabytes = (bytes) => `${(bytes / 1_048_576).toFixed(1)} MB`;

if (globalThis.gc === undefined) process.stdout.write("Heap figures need node --expose-gc.\n");
print(["rule", "1,000 acts", "10,000 acts", "ratio", "heap 1,000", "heap 10,000", "ratio"]);
for (const [name, written] of Object.entries(RULES)) {
  const rule = ruleSchema.parse(written);
  const [small, large] = [vote(100, rule), vote(1000, rule)];
  // What is compared is the work, and not the compiler: both are warm.
  measure(large, 1);
  const [one, ten] = [measure(small, 10), measure(large, 1)];
  print([
    name,
    `${one.milliseconds.toFixed(2)} ms`,
    `${ten.milliseconds.toFixed(2)} ms`,
    (ten.milliseconds / one.milliseconds).toFixed(1),
    megabytes(one.heap),
    megabytes(ten.heap),
    (ten.heap / one.heap).toFixed(1),
  ]);
}
