import { describe, expect, it } from "vitest";
import { type Command, parseCommands, parseSynonym, type VoteSynonyms } from "../../../src/text/command.ts";

/** The commands without their place. */
function read(markdown: string): object[] {
  return parseCommands(markdown).map(({ line: _line, text: _text, ...request }: Command) => request);
}
const vote = (choice: string, reason: string | null = null) => ({ name: "vote", choice, reason });
const malformed = { name: "malformed", problem: expect.any(String) };

describe("parseCommands", () => {
  it.each([
    ["/vote yes", vote("yes")],
    ["/Vote YES", vote("yes")],
    ["  /vote  no  ", vote("no")],
    ["/vote yes.", vote("yes")],
    ["/vote: yes!", vote("yes")],
    ["/vote abstain, my employer", vote("abstain", "my employer")],
    ["/vote present - on leave", vote("present", "on leave")],
    ["/vote no — it breaks the charter", vote("no", "it breaks the charter")],
    ["/vote no—it breaks", vote("no", "it breaks")],
    ["/vote no: `x` is <b>not</b> <!-- hidden -->ready", vote("no", "`x` is not ready")],
    ["/vote no -1 from us", vote("no", "-1 from us")],
    ["/vote yes\r", vote("yes")],
    ["/vote withdraw", { name: "vote-withdraw" }],
    ["/vote Withdraw, changed employer", { name: "vote-withdraw" }],
    ["/recuse", { name: "recuse", reason: null }],
    ["/recuse my employer", { name: "recuse", reason: "my employer" }],
    ["/veto breaks the charter", { name: "veto", reason: "breaks the charter" }],
    ["/veto", { name: "veto", reason: null }],
    ["/veto withdraw.", { name: "veto-withdraw" }],
    ["/veto withdraw of funds is a problem", { name: "veto", reason: "withdraw of funds is a problem" }],
    ["/open-vote", { name: "open-vote", kind: null, rest: "" }],
    [
      "/open-vote Award engineering, marketing",
      { name: "open-vote", kind: "award", rest: "engineering, marketing" },
    ],
    ["/close-vote", { name: "close-vote" }],
    ["/extend 3d two are on leave", { name: "extend", duration: "3d", reason: "two are on leave" }],
    ["/extend 5bd", { name: "extend", duration: "5bd", reason: null }],
    ["/extend 3 days: holidays", { name: "extend", duration: "3d", reason: "holidays" }],
    ["/extend 2 business days", { name: "extend", duration: "2bd", reason: null }],
    ["/extend 36H", { name: "extend", duration: "36h", reason: null }],
    ["/extend 15 minutes", { name: "extend", duration: "15m", reason: null }],
    ["/extend 2 weeks", { name: "extend", duration: "14d", reason: null }],
    ["/exception 90d parental leave", { name: "exception", duration: "90d", reason: "parental leave" }],
    ["/cancel-vote", { name: "cancel-vote", reason: null }],
    ["/cancel-vote wrong rule", { name: "cancel-vote", reason: "wrong rule" }],
    ["/category +engineering -marketing", { name: "category", add: ["engineering"], remove: ["marketing"] }],
    [
      "/category +engineering, –professional-services",
      { name: "category", add: ["engineering"], remove: ["professional-services"] },
    ],
    ["/withdraw", { name: "withdraw" }],
    ["/appeal we are back", { name: "appeal", reason: "we are back" }],
    ["/confirm.", { name: "confirm" }],
    ["/decline not me", { name: "decline", reason: "not me" }],
    ["/status", { name: "status" }],
    ["/help", { name: "help" }],
  ])("reads %s", (text, expected) => {
    expect(read(text)).toEqual([expected]);
  });

  it.each([
    "/vote",
    "/vote maybe",
    "/vote yes?",
    "/vote yes/no",
    "/vote yes or no",
    "/vote yes no",
    "/vote yesterday",
    "/vote 👍",
    "/extend",
    "/extend soon",
    "/extend 0d",
    "/extend 3x",
    "/extend 3dogs",
    "/category",
    "/category engineering",
    "/category +a -a",
    "/category + a",
    "/withdraw vote",
    "/confirm not",
    "/status now",
    "/open-vote @someone",
  ])("finds the arguments of %s malformed", (text) => {
    expect(read(text)).toEqual([malformed]);
  });

  it.each([
    "/vot yes",
    "/voet yes",
    "/vt yes",
    "/votes yes",
    "/vote-yes",
    "/open_vote",
    "/recluse",
    "/witdraw",
    "/catgory +a",
    "/hepl",
  ])("takes %s for a slip", (text) => {
    expect(read(text)).toEqual([{ name: "unknown" }]);
  });

  it.each([
    "/etc/passwd",
    "/vote/yes",
    "/cc @x",
    "/assign @x",
    "/note to self",
    "/move",
    "/test",
    "/close",
    "/lgtm",
    "// vote yes",
    "/ vote yes",
    "please /vote yes",
    "\\/vote yes",
    "`/vote yes`",
    "```\n/vote yes\n```",
    "~~~\n/vote yes",
    "    /vote yes",
    "> /vote yes",
    "> a quotation\n/vote yes",
    "- /vote yes",
    "# /vote yes",
    "<!-- \n/vote yes\n-->",
    "text <!--\n/vote yes\n--> text",
    "<div>\n/vote yes\n</div>",
    "<details>\n\n/vote yes\n\n</details>",
    "<blockquote>\n\ntext\n\n/vote yes\n",
    "a <del>b\n/vote yes\nc</del>",
    "a `code\n/vote yes\n` b",
    "| a |\n| - |\n/vote yes",
    "*a*\n\n    /vote yes",
  ])("sees no command in %s", (text) => {
    expect(read(text)).toEqual([]);
  });

  it("reads several in one comment, in order, with their lines", () => {
    const text =
      "Thanks!\n/recuse my employer\n\n```\n/vote no\n```\n<details>\n\n/vote no\n\n</details>\n\nand\n /vote  yes\r\n/status";
    expect(parseCommands(text)).toEqual([
      { name: "recuse", reason: "my employer", line: 2, text: "/recuse my employer" },
      { name: "vote", choice: "yes", reason: null, line: 14, text: " /vote  yes" },
      { name: "status", line: 15, text: "/status" },
    ]);
  });

  it("goes on after HTML that hides nothing or is closed", () => {
    expect(read("I am from <company> <br>\n/vote yes")).toEqual([vote("yes")]);
    expect(read("<s>no</s> yes\n/vote yes")).toEqual([vote("yes")]);
    expect(read("text <!-- a -->\n/vote yes")).toEqual([vote("yes")]);
    expect(read("</details>\n\n/vote yes")).toEqual([vote("yes")]);
  });

  it("reads hostile nesting and markup in reasonable time", () => {
    for (const text of [
      ">".repeat(60_000),
      "- + ".repeat(15_000),
      "*a_".repeat(20_000),
      "[^a](".repeat(10_000),
      "<del>`".repeat(10_000),
    ]) {
      expect(read(`${text}\n\n/vote yes`).length).toBeLessThanOrEqual(1);
    }
  });
});

describe("parseSynonym", () => {
  const synonyms: VoteSynonyms = {
    yes: ["+1", "👍", "LGTM", "approve", "yes", "looks good to me"],
    no: ["-1", "👎", "no", "reject"],
    abstain: ["I abstain", "abstain", "0"],
    present: ["present"],
  };
  const read = (text: string) => parseSynonym(text, synonyms);

  it.each([
    ["+1", "yes"],
    [" +1 ", "yes"],
    ["**+1**", "yes"],
    [":+1:", "yes"],
    [":thumbsup:", "yes"],
    ["👍🏽", "yes"],
    ["LGTM!", "yes"],
    ["lgtm.", "yes"],
    ["Looks good to me", "yes"],
    ["Approve", "yes"],
    ["-1", "no"],
    [":-1:", "no"],
    ["No.", "no"],
    ["I abstain.", "abstain"],
    ["Present", "present"],
    ["LGTM\n\nThanks for the proposal, it is a good one.", "yes"],
    ["> What do you think?\n\n+1", "yes"],
    ["+1\r\n👍", "yes"],
  ])("takes %j for %s", (text, choice) => {
    expect(read(text)).toEqual({ kind: "choice", choice });
  });

  it.each([
    "+1 from my side, but only if",
    "+1 if they do it",
    "-1?",
    "I'd approve",
    "I’d approve this if the docs were better",
    "+1\n\n-1",
    "+1 / -1",
    "Strong +1",
    "Yes, but only for a year",
    "No, not yet",
    "LGTM overall",
    "my vote is no",
    "I vote yes",
    "Voting no here",
    "+1\nbut only if they answer",
    "Nice work 👍",
    "abstain for now",
  ])("finds %j ambiguous", (text) => {
    expect(read(text).kind).toBe("ambiguous");
  });

  it.each([
    "",
    "Thank you for the proposal.",
    "There is no problem with the docs.",
    "No problem with that",
    "The maintainers approve pull requests on Mondays, as everyone knows.",
    "I will present the results at the next meeting",
    "See item 10 in UTC+1",
    "> +1",
    "`+1`",
    "```\n+1\n```",
    "/vote yes",
    "<!-- +1 -->",
    "Who are the voters here?",
  ])("finds %j to be no vote", (text) => {
    expect(read(text)).toEqual({ kind: "none" });
  });

  it("knows only what is configured", () => {
    expect(parseSynonym("+1", { yes: [], no: [], abstain: [], present: [] })).toEqual({ kind: "none" });
    expect(parseSynonym("+1 (binding)", { ...synonyms, yes: ["+1 (binding)"] })).toEqual({
      kind: "choice",
      choice: "yes",
    });
  });

  it("names the line that is ambiguous", () => {
    expect(read("Hello,\n\n  +1 if it is cheap")).toEqual({ kind: "ambiguous", text: "+1 if it is cheap" });
  });
});
