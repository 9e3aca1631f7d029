import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { reportActivity } from "../../src/program/activity/activity-report.ts";
import { CONTRIBUTION_KINDS, type Contribution } from "../../src/program/activity/contribution.ts";
import { printFraction } from "../../src/program/ballot/fraction.ts";
import { CONFIG_PATH } from "../../src/program/config.ts";
import { AnonymousCredit } from "../../src/program/forget/anonymous-credit.ts";
import { forgetPerson } from "../../src/program/forget/forgetting.ts";
import { identifyPerson } from "../../src/program/forget/forgotten-person.ts";
import { formatDay, instantOf } from "../../src/program/instant.ts";
import { readConfig } from "../../src/program/program-files.ts";
import { requireRegistry } from "../../src/program/registry.ts";
import { days, REPOSITORY, repositoryCoverage } from "../support/activities.ts";

const FIRST = Date.UTC(2024, 1, 20);
const DAYS = 30;
const PARTNERS = ["acme", "globex", "initech"] as const;
const PEOPLE = [7001, 7002, 7003, 7004] as const;
const COVERAGE = { repositories: { [REPOSITORY]: repositoryCoverage("2024-01-01", "2025-01-01") } };

const day = fc.nat(DAYS - 1).map((index) => formatDay(instantOf(FIRST + index * 86_400_000)));
const by = fc.constantFrom(...PEOPLE);
const contribution: fc.Arbitrary<Contribution> = fc
  .record({
    id: fc.stringMatching(/^[A-Za-z0-9]{6}$/),
    kind: fc.constantFrom(...CONTRIBUTION_KINDS),
    at: fc.nat(DAYS * 86_400 - 1).map((seconds) => instantOf(FIRST + seconds * 1000)),
    by,
    path: fc.constant("commit/a"),
    partner: fc.constantFrom(undefined, undefined, undefined, ...PARTNERS, "nobody"),
  })
  .map(({ partner, ...rest }) => (partner === undefined ? rest : { ...rest, partner }));
const contributions = fc.uniqueArray(contribution, { selector: ({ id }) => id, maxLength: 40 });

const login = (id: number) => fc.constantFrom(`anna-${id}`, `Anna-${id}`, `ANNA-${id}`);
const person = fc
  .record({
    id: by,
    from: day,
    to: fc.option(day),
    state: fc.constantFrom("confirmed", "confirmed", "suggested", "declined"),
    isFlow: fc.boolean(),
    remark: fc.constantFrom("", " # since the spring"),
  })
  .chain((entry) => login(entry.id).map((name) => ({ ...entry, name })));

/** As somebody could have written it: entries in both styles, remarks and blank lines between them. */
const personLines = person.map(({ id, name, from, to, state, isFlow, remark }) => {
  const last = to === null ? [] : [`to: "${to}"`];
  const parts = [`login: ${name}`, `id: ${id}`, `from: "${from}"`, ...last, `consent: { state: ${state} }`];
  return isFlow
    ? [`- { ${parts.join(", ")} }${remark}`]
    : parts.map((part, index) => `${index === 0 ? "- " : "  "}${part}`);
});
const note = fc.constantFrom([], [], ["# a note"], [""]);
const list = (key: string, lines: readonly (readonly string[])[]) =>
  lines.length === 0
    ? []
    : [`    ${key}:`, ...lines.flat().map((line) => (line === "" ? "" : `      ${line}`))];
const contact = by.chain((id) => login(id).map((name) => [`- { login: ${name}, id: ${id} }`]));
const event = fc
  .option(by)
  .chain((id) => (id === null ? fc.constant("the committee") : login(id)))
  .map((actor) => [`- { at: "2024-02-20", event: updated, actor: ${actor}, ref: issue 7 }`]);

const registryText = fc
  .tuple(
    ...PARTNERS.map((id) =>
      fc
        .tuple(
          fc.array(fc.tuple(note, personLines), { maxLength: 4 }),
          fc.array(contact, { maxLength: 2 }),
          fc.array(event, { maxLength: 2 }),
        )
        .map(([people, contacts, events]) => [
          `  - id: ${id}   # never changed`,
          `    name:  ${id.toUpperCase()}`,
          `    since: "2020-01-01"`,
          ...list("contacts", contacts),
          ...list("people", people.flat()),
          ...list("history", events),
        ]),
    ),
  )
  .map((partners) => `# The partners.\nversion: 1\npartners:\n${partners.flat().join("\n")}\n`);

const configText = fc
  .tuple(fc.boolean(), fc.boolean())
  .map(([isFlow, hasList]) =>
    isFlow
      ? `# The program.\nprogram: { name: P, project: S } # ours\nroll: [{ users: [ada] }]\nactivity: { repositories: [${REPOSITORY}], person-cap: 5/2 }\n`
      : `program: { name: P, project: S }\nroll: [{ users: [ada] }]\nactivity:\n  # linked\n  repositories: [ ${REPOSITORY} ]\n${hasList ? `  opted-out:\n    - "${"0".repeat(64)}" # somebody\n` : ""}  person-cap: 5/2 # a cap\nsite: { branch: none }\n`,
  );

type Texts = Record<"config" | "registry", string>;

function read({ config, registry }: Texts) {
  const result = readConfig(config);
  if (!result.ok) throw new Error(result.problems[0]?.message);
  return { config: result.config, registry: requireRegistry(registry) };
}

function forget(texts: Texts, ledger: readonly Contribution[], id: number): Texts {
  const { config, registry } = read(texts);
  const known = identifyPerson(registry, `anna-${id}`, id);
  const credit = new AnonymousCredit({ registry, config: config.activity, coverage: COVERAGE }, id);
  for (const each of ledger) credit.add({ repository: REPOSITORY, contribution: each });
  const { files } = forgetPerson({
    person: known,
    config,
    registry,
    texts: new Map([
      [CONFIG_PATH, texts.config],
      [config.files.registry, texts.registry],
    ]),
    records: new Map(),
    credit: credit.weeks(),
    host: "github.com",
    day: "2024-06-01",
  });
  const textOf = (path: string, before: string) =>
    files.find((file) => file.path === path)?.content ?? before;
  return {
    config: textOf(CONFIG_PATH, texts.config),
    registry: textOf(config.files.registry, texts.registry),
  };
}

/** What counts for each partner: kinds, people, weeks, and with the weights. */
function counted(texts: Texts, ledger: readonly Contribution[]) {
  const { config, registry } = read(texts);
  const input = {
    registry,
    config: config.activity,
    coverage: COVERAGE,
    window: days("2024-02-01", "2024-04-30"),
  };
  return reportActivity(
    input,
    ledger.map((each) => ({ repository: REPOSITORY, contribution: each })),
  ).partners.map(({ confirmed: { counts, people, weeks, weighted } }) => ({
    counts: CONTRIBUTION_KINDS.map((kind) => printFraction(counts[kind])),
    people,
    weeks,
    weighted: printFraction(weighted),
  }));
}

const NEW = new RegExp(
  `^ {4}anonymous:$|^ {6}- week: |^ {8}(?:${CONTRIBUTION_KINDS.join("|")}): [\\d/]+$|actor: \\(forgotten\\)`,
);

const situation = fc.record({
  texts: fc.record({ config: configText, registry: registryText }),
  ledger: contributions,
  id: by,
});

describe("forgetting a person", () => {
  it("changes nothing in what counts for any partner, with the ledger as it is or without the person's lines", () => {
    fc.assert(
      fc.property(situation, ({ texts, ledger, id }) => {
        const after = forget(texts, ledger, id);
        const before = counted(texts, ledger);
        expect(counted(after, ledger)).toEqual(before);
        expect(
          counted(
            after,
            ledger.filter((each) => each.by !== id),
          ),
        ).toEqual(before);
      }),
    );
  });

  it("changes no count when one after the other is forgotten: the weeks of all are added up", () => {
    fc.assert(
      fc.property(situation, ({ texts, ledger }) => {
        const kindsAndWeeks = (all: ReturnType<typeof counted>) =>
          all.map(({ counts, weeks }) => ({ counts, weeks }));
        const after = PEOPLE.reduce((now, id) => forget(now, ledger, id), texts);
        expect(kindsAndWeeks(counted(after, []))).toEqual(kindsAndWeeks(counted(texts, ledger)));
        expect(after.registry).not.toMatch(/anna|700\d/i);
        const weeks = read(after).registry.partners.map(({ anonymous }) => anonymous.map(({ week }) => week));
        for (const each of weeks) expect(new Set(each).size).toBe(each.length);
      }),
    );
  });

  it("leaves nothing of the login or the number in the files that it changes", () => {
    fc.assert(
      fc.property(situation, ({ texts, ledger, id }) => {
        const { config, registry } = forget(texts, ledger, id);
        expect(`${config}${registry}`).not.toMatch(new RegExp(`anna-${id}|\\b${id}\\b`, "i"));
      }),
    );
  });

  it("keeps every line that says nothing of the person, in its place", () => {
    fc.assert(
      fc.property(situation, ({ texts, ledger, id }) => {
        const after = forget(texts, ledger, id);
        const isTheirs = ownLines(texts.registry, id);
        const kept = texts.registry
          .split("\n")
          .filter((line, index) => !isTheirs(index) && line.trim() !== "");
        // Lists may have become empty, and lists of weeks are new.
        const emptied = (line: string) => line.replace(/^( {4}(?:people|contacts):) \[\]$/, "$1");
        const isNew = (line: string) => NEW.test(line);
        const there = after.registry.split("\n").filter((line) => !isNew(line) && line.trim() !== "");
        expect(there.map(emptied)).toEqual(kept);
        const isDigest = (line: string) => /^\s*(?:opted-out:|- "?[0-9a-f]{64}"?)$/.test(line);
        const config = after.config.replace(/, opted-out: \[[0-9a-f", ]+\]/, "").split("\n");
        expect(config.filter((line) => !isDigest(line))).toEqual(
          texts.config.split("\n").filter((line) => !isDigest(line)),
        );
      }),
    );
  });

  it("is done once: the second time changes nothing", () => {
    fc.assert(
      fc.property(situation, ({ texts, ledger, id }) => {
        const after = forget(texts, ledger, id);
        expect(forget(after, ledger, id)).toEqual(after);
      }),
    );
  });
});

/** Which lines of the text are entries of the account, or events of theirs: an entry begins with a hyphen. */
function ownLines(text: string, id: number): (index: number) => boolean {
  const lines = text.split("\n");
  const own = new Set<number>();
  let entry: number[] = [];
  const flush = () => {
    if (entry.some((index) => new RegExp(`anna-${id}\\b`, "i").test(lines[index] ?? ""))) {
      for (const index of entry) own.add(index);
    }
    entry = [];
  };
  for (const [index, line] of lines.entries()) {
    const isInside = /^ {8}\S/.test(line);
    if (!isInside) flush();
    if (isInside || /^ {6}- /.test(line)) entry.push(index);
  }
  flush();
  return (index) => own.has(index);
}
