import { describe, expect, it } from "vitest";
import { archiveDigest } from "../../../../src/program/archive.ts";
import { configSchema } from "../../../../src/program/config.ts";
import { decidedRecord } from "../../../support/decided-record.ts";
import { badgesFor, pageOf, pageSite } from "../../../support/page-site.ts";

describe("the page of a category", () => {
  it("lists who holds its badge, with the day of the award", () => {
    const holder = { id: "holder", name: "Acme", badges: badgesFor(2) };
    const former = { id: "former", status: "former" as const, badges: badgesFor(2) };
    const page = pageOf(
      pageSite([{ id: "other" }, holder, former]),
      "categories/professional-services/index.html",
    );
    expect(page).toContain('href="../../partners/holder/index.html" dir="auto">Acme</a>');
    expect(page).toContain("Awarded 2026-03-09");
    expect(page).not.toContain("partners/other/");
    expect(page).not.toContain("partners/former/");
  });
});

describe("the decisions", () => {
  const decisions = [
    { path: "decisions/2026/12-acme-labs-admit.yml", ballot: decidedRecord() },
    { path: "decisions/2026/15-acme-labs-admit.yml", ballot: decidedRecord("no", undefined, { issue: 15 }) },
    {
      path: "decisions/2026/20-acme-labs-award.yml",
      ballot: decidedRecord("yes", undefined, {
        issue: 20,
        kind: "award",
        categories: ["marketing"],
        taken: ["engineering"],
        partner: { id: "acme-labs", name: "<Acme>" },
      }),
    },
  ];
  const page = (order: typeof decisions) =>
    pageOf(pageSite([], {}, { decisions: order }), "decisions/index.html");

  it("are listed newest first with question, outcome, count and links, in whatever order they come", () => {
    const html = page(decisions);
    expect(page(decisions.toReversed())).toBe(html);
    expect([...html.matchAll(/<h3 class="question">([^<]*)/g)].map(([, question]) => question)).toEqual([
      "Shall &lt;Acme&gt; be awarded the badge Marketing and lose the badge Engineering?",
      "Shall Acme Labs become a partner?",
      "Shall Acme Labs become a partner?",
    ]);
    expect(
      [...html.matchAll(/outcome-([a-z-]+)">([^<]+)/g)].map(([, key, word]) => `${key} ${word}`),
    ).toEqual(["passed Passed", "failed Failed", "passed Passed"]);
    expect(html).toContain("5 yes, 0 no; 4 of 6 needed");
    expect(html).toContain('href="https://github.com/StackStorm/community/issues/15"');
    expect(html).toContain("/blob/main/decisions/2026/20-acme-labs-award.yml");
    expect(html).toContain("/blob/main/decisions/README.md");
  });

  it("say needed votes only where somebody counted", () => {
    const [first] = decisions;
    const result = first?.ballot.result;
    if (first === undefined || result === undefined || result === null) throw new Error("no result");
    const count = { ...result.count, outcome: "cancelled" as const, abstain: "1" };
    const html = page([{ ...first, ballot: { ...first.ballot, result: { ...result, count } } }]);
    expect(html).toContain('Cancelled</strong> <span class="tally">5 yes, 0 no, 1 abstain</span>');
  });
});

describe("the page of a year", () => {
  const common = { url: null, description: "", tier: null, badges: [], redacted: null };
  const partners = [
    {
      ...common,
      id: "redacted-1",
      name: "A redacted partner",
      url: "https://gone.example/",
      description: "Gone.",
      from: "2025-01-01",
      to: null,
      redacted: { at: "2026-03-01", reason: "<asked>" },
    },
    { ...common, id: "z", name: "Zeta", from: "2020-05-01", to: "2025-06-30", tier: "Gold" },
    {
      ...common,
      id: "a",
      name: "Alpha",
      url: "javascript:alert(1)",
      description: "Builds\n\npacks.",
      from: "2024-05-01",
      to: "2025-12-31",
      badges: [{ category: "engineering", name: "Engineering", awarded: "2024-05-01" }],
    },
    { ...common, id: "b", name: "Beta", url: "https://beta.example/", from: "2025-05-01", to: null },
  ];
  const archive = {
    year: 2025,
    frozen: "2026-01-04",
    partners,
    digest: archiveDigest({ year: 2025, partners }),
  };
  const html = pageOf(pageSite([], {}, { archives: [archive] }), "years/2025/index.html");
  const entries = html.split('<li class="entry">').slice(1);

  it("has everyone by name, redacted ones last, with days, tier and badges", () => {
    expect(entries).toHaveLength(4);
    expect(entries[0]).toContain("Alpha");
    expect(entries[0]).toContain("Builds packs.");
    expect(entries[0]).toContain("Since 2024-05-01 · Engineering (2024-05-01)");
    expect(entries[1]).toContain(
      '<a href="https://beta.example/" rel="nofollow noopener" dir="auto">Beta</a>',
    );
    expect(entries[2]).toContain("From 2020-05-01 to 2025-06-30 · Gold");
    expect(entries[3]).toContain("Redacted on 2026-03-01: &lt;asked&gt;");
    expect(entries[3]).not.toContain("gone.example");
    expect(entries[3]).not.toContain("Gone.");
    expect(html).not.toContain('href="javascript:');
  });

  it("says when it was frozen, its digest, and where its data is", () => {
    expect(html).toContain("2026-01-04");
    expect(html).toContain(archive.digest);
    expect(html).toContain("https://github.com/StackStorm/community/blob/main/partners/2025.yml");
  });
});

describe("who decides, and how", () => {
  const aboutOf = (config: object) =>
    pageOf(
      pageSite([], {}, { config: configSchema.parse({ roll: [{ users: ["octo-chair"] }], ...config }) }),
      "about/index.html",
    );

  it("names the roll with its points", () => {
    const page = aboutOf({
      roll: {
        roles: [
          {
            role: "chair",
            points: "3/2",
            users: ["octo-chair"],
            alternates: { "octo-chair": "octo-second" },
          },
          { team: "example/maintainers", "in-base": false },
          { role: "owners", points: 1, file: { path: "docs/OWNERS.md", section: "Owners" } },
        ],
        exclude: ["octo-bot", "octo-other"],
      },
    });
    expect(page).toContain("3/2 points</p>");
    expect(page).toContain('<a href="https://github.com/octo-chair" rel="nofollow noopener">octo-chair</a>');
    expect(page).toContain("octo-second for octo-chair");
    expect(page).toContain("https://github.com/orgs/example/teams/maintainers");
    expect(page).toContain("1 point each; not part of what is counted against");
    expect(page).toContain("https://github.com/StackStorm/community/blob/main/docs/OWNERS.md");
    expect(page).toContain("octo-bot and octo-other");
  });

  it("says each rule once, and which kinds of vote go by it", () => {
    const page = aboutOf({ rules: { remove: { pass: { "at-least": "2/3", of: "cast" } } } });
    expect(page).toContain("It passes with at least 2/3 of the points of yes and no together.");
    expect(page.match(/<h3 class="subject">[^<]*(?:partner|badge)[^<]*<\/h3>/g)).toEqual([
      '<h3 class="subject">Admitting a partner · Awarding a badge, or taking one away · Taking a former partner back</h3>',
      '<h3 class="subject">Removing a partner</h3>',
    ]);
  });

  it.each([
    [{}, "The vote opens as soon as the proposal is complete."],
    [{ "open-for": "7d" }, "A complete proposal is discussed for 7 days; then the vote opens."],
    [
      { "open-vote": "by-committee" },
      "A member of the committee opens the vote when the proposal is complete.",
    ],
    [
      { "open-for": "7d", "open-vote": "by-committee" },
      "A complete proposal is discussed for 7 days; then a member of the committee opens the vote.",
    ],
  ])("says how the vote opens: %j", (review, sentence) => {
    expect(aboutOf({ review })).toContain(sentence);
  });

  it("says what tiers take and give, and how long badges count", () => {
    const page = aboutOf({
      tiers: [
        { id: "low", name: "Low", badges: 1, page: "logo" },
        { id: "mid", name: "Mid", badges: 2, page: "half-page" },
        { id: "top", name: "Top", badges: "all", page: "own-page" },
      ],
      categories: [
        { id: "code", name: "Code", description: "Code.", lasts: "730d" },
        { id: "b", name: "B" },
        { id: "c", name: "C" },
      ],
    });
    const terms = [...page.matchAll(/<span class="tier tier-([a-z]+)">[^<]*<\/span><\/dt><dd>([^.]*)\./g)];
    expect(terms.map(([, id, needed]) => `${id}: ${needed}`)).toEqual([
      "top: A badge of every kind",
      "mid: 2 badges",
      "low: One badge",
    ]);
    expect(page).toContain("Code. Counts for 730 days.");
  });
});
