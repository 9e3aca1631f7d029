import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { configSchema } from "../../../src/program/config.ts";
import { partnerSchema } from "../../../src/program/partner.ts";
import { loginsInUpdate, readPartnerUpdate } from "../../../src/program/partner-update.ts";
import { updatedEntry } from "../../../src/program/partner-update-entry.ts";
import { describeProblems } from "../../../src/program/proposal-problem.ts";
import { replacePartner, requireRegistry } from "../../../src/program/registry.ts";
import { type FormInput, parseIssueBody, parseIssueForm } from "../../../src/text/issue-form.ts";
import { HOME } from "../../support/looks.ts";
import { GLOBEX, INITECH, registryOf, UPDATE_FORM_TEXT, updateBody } from "../../support/updates.ts";

const CONFIG = configSchema.parse({ roll: [{ users: ["bo"] }] });
const FORM = parseIssueForm(UPDATE_FORM_TEXT);
const ACCOUNTS = new Map([
  ["octocat", { login: "Octocat", id: 9 }],
  ["nobody", null],
]);

function read(answers: Record<string, FormInput>) {
  return readPartnerUpdate(CONFIG, FORM, parseIssueBody(FORM, updateBody(answers)), ACCOUNTS, HOME);
}

/** What an update of these answers asks for, without what stays. */
function asked(answers: Record<string, FormInput>) {
  const { update, problems } = read(answers);
  expect(problems).toEqual([]);
  const { joins, leaves, ends, ...parts } = update;
  const said = Object.entries(parts).filter(([, value]) => value !== undefined);
  return {
    ...Object.fromEntries(said),
    ...(joins.length === 0 ? {} : { joins }),
    ...(leaves.length === 0 ? {} : { leaves }),
    ...(ends ? { ends } : {}),
  };
}

describe("an update", () => {
  it("changes nothing where nothing is answered", () => {
    expect(asked({})).toEqual({});
    expect(asked({ website: "n/a", services: "None", people: "--" })).toEqual({});
    expect(read({ partner: "Globex" }).named).toBe("Globex");
  });

  it.each<[string, FormInput, unknown]>([
    ["name", "Globex Labs", "Globex Labs"],
    ["website", "www.globex.example/labs", "https://www.globex.example/labs"],
    ["description", "First.\r\n\r\nSecond.", "First.\n\nSecond."],
    [
      "services",
      "- Consulting, also on site\n- Training\nTraining",
      ["Consulting, also on site", "Training"],
    ],
    ["regions", "Europe\nAsia", ["Europe", "Asia"]],
    ["languages", "English", ["English"]],
    ["support", "<https://globex.example/help>", "https://globex.example/help"],
    ["training", "[here](https://globex.example/courses)", "https://globex.example/courses"],
    [
      "case-studies",
      "https://globex.example/1\nwww.globex.example/2",
      ["https://globex.example/1", "https://www.globex.example/2"],
    ],
    [
      "logo",
      '<img width="400" src="https://github.com/user-attachments/assets/2">',
      "https://github.com/user-attachments/assets/2",
    ],
    [
      "logo-dark",
      "![logo](https://github.com/user-attachments/assets/3)",
      "https://github.com/user-attachments/assets/3",
    ],
  ])("says the %s", (field, answer, expected) => {
    expect(asked({ [field]: answer })).toEqual({ [field]: expected });
  });

  it.each([
    ["website", null],
    ["description", null],
    ["services", []],
    ["regions", []],
    ["languages", []],
    ["support", null],
    ["training", null],
    ["case-studies", []],
    ["logo", null],
    ["logo-dark", null],
  ])("empties the %s with a single dash", (field, expected) => {
    expect(asked({ [field]: "-" })).toEqual({ [field]: expected });
  });

  it("names who joins and, behind a dash, who leaves", () => {
    const people = "@octocat, release engineering\n* https://github.com/hubot\n- @mona\n-@kit, gone";
    expect(asked({ people })).toEqual({
      joins: [
        { login: "Octocat", id: 9, role: "release engineering" },
        { login: "hubot", id: null, role: null },
      ],
      leaves: [
        { login: "mona", id: null, role: null },
        { login: "kit", id: null, role: "gone" },
      ],
    });
    expect(loginsInUpdate(CONFIG, FORM, parseIssueBody(FORM, updateBody({ people })))).toEqual([
      "hubot",
      "kit",
      "mona",
      "octocat",
    ]);
  });

  it.each<[string, Record<string, FormInput>, string]>([
    ["no partner", { partner: null }, "Partner: Please answer this."],
    ["a dash for the partner", { partner: "-" }, "Partner: Please answer this."],
    ["a name that is emptied", { name: "-" }, "New name: This cannot be emptied."],
    [
      "a name that shows nothing",
      { name: "![](https://a.example/b.png)" },
      "New name: This cannot be emptied.",
    ],
    ["a name that is too long", { name: "x".repeat(101) }, "New name: Please shorten it to 100 characters."],
    ["a script for a website", { website: "javascript:alert(1)" }, "Website: Please give a web address"],
    ["data for a link", { support: "data:text/html,x" }, "Support page: Please give a web address"],
    [
      "a case study that is no link",
      { "case-studies": "https://a.example/1\nread our blog" },
      "Case studies: Please give a web address",
    ],
    [
      "too many words",
      { description: "word ".repeat(61) },
      "Description: Please shorten it to 60 words; it is what visitors of the partners page read. Found: 61 words.",
    ],
    ["a description of an address", { description: "https://globex.example" }, "Description: Please say in"],
    [
      "too many items",
      { services: Array.from({ length: 51 }, (_, index) => `s${index}`).join("\n") },
      "Services: Please name at most 50.",
    ],
    ["an item that is too long", { regions: "x".repeat(301) }, "Regions: Please shorten it to 300"],
    ["no picture", { logo: "our logo" }, "Logo: Please drag the picture into the field, or"],
    [
      "a picture from elsewhere",
      { logo: "https://evil.example/logo.png" },
      "Logo: Please drag the picture into the field, so",
    ],
    ["no login", { people: "-" }, "People: Please give the name of an account"],
    ["an account that is not there", { people: "@nobody" }, "People: There is no such account"],
    ["a role that is too long", { people: `@octocat, ${"x".repeat(301)}` }, "People: Please shorten"],
  ])("says what is wrong with %s", (_, answers, message) => {
    const texts = describeProblems(read(answers).problems).map(
      ({ field, mend, found }) => `${field}: ${mend}${found === "" ? "" : ` Found: ${found}`}`,
    );
    expect(texts).toEqual([expect.stringContaining(message)]);
  });

  it("lets somebody leave whose account is gone", () => {
    expect(asked({ people: "- @nobody" })).toEqual({ leaves: [{ login: "nobody", id: null, role: null }] });
  });

  it("notices what only a vote may change, in a form of any shape", () => {
    expect(read({}).asksForVote).toBe(false);
    expect(read({ badges: "the Marketing badge, please" }).asksForVote).toBe(true);
    const form = parseIssueForm(
      "name: x\nbody:\n  - { type: input, id: who, attributes: { label: Company } }\n  - { type: input, id: level, attributes: { label: Tier } }\n",
    );
    const config = configSchema.parse({
      roll: [{ users: ["bo"] }],
      intake: { "update-fields": { partner: "Company", tier: "level" } },
    });
    const body = "### Company\n\nGlobex\n\n### Tier\n\nGold";
    const reading = readPartnerUpdate(config, form, parseIssueBody(form, body), new Map(), HOME);
    expect(reading).toMatchObject({ named: "Globex", asksForVote: true, problems: [] });
  });

  it("makes a valid entry of whatever people write", () => {
    const hostile = fc.oneof(
      fc.string({ unit: "binary", maxLength: 200 }),
      fc.constantFrom(
        "-",
        "- @gus",
        "### Website\n\njavascript:alert(1)",
        "<script>alert(1)</script>",
        "{{ config }}{% raw %}",
        "\u202Eevil\u0000\u2028",
        "@eli, <b>boss</b>\n- @fay",
        "https://globex.example/'\"<>",
        "&a *a !!js/function 'x': [",
      ),
    );
    const fields = FORM.fields.flatMap(({ id }) => (id === null || id === "partner" ? [] : [id]));
    const registryText = registryOf(GLOBEX, INITECH);
    const registry = requireRegistry(registryText);
    const partner = partnerSchema.parse(GLOBEX);
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...fields), hostile), (answers) => {
        const { update } = read(answers);
        const entry = updatedEntry({
          registry,
          partner,
          update,
          consents: [],
          day: "2026-03-02",
          actor: "gus",
          ref: "https://github.com/x/y/issues/1",
        });
        const { name: _, ...kept } = entry.partner;
        expect(partnerSchema.parse(entry.partner)).toEqual(entry.partner);
        expect(kept).toMatchObject({ id: "globex", badges: partner.badges, status: partner.status });
        const text = replacePartner(registryText, "globex", entry.partner);
        expect(requireRegistry(text).partners[0]).toEqual(entry.partner);
      }),
    );
  });
});
