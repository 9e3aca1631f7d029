import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createLabel } from "../../src/sandbox/labels.ts";
import { companyNamed, FAST_CONFIG, filingIn, REVIEW_CONFIG } from "../support/filing.ts";
import { CONFIG, type LocalProgram, startLocalProgram } from "../support/local-program.ts";

let program: LocalProgram;
const { file, comment, said, labels, cost } = filingIn(() => program);

function startWith(config: string): void {
  beforeAll(async () => {
    program = await startLocalProgram({ config });
  });
  afterAll(async () => {
    expect(program.deviations).toEqual([]);
    await program.stop();
  });
}

async function filed(company: string): Promise<number> {
  const number = file({ answers: companyNamed(company) });
  await program.look(number);
  program.clock.advance(60_000);
  return number;
}

const labelled = (number: number) => [...labels(number)].sort();
const reactions = (word: { reactions: readonly { content: string }[] }) =>
  word.reactions.map(({ content }) => content);

describe("labels", () => {
  startWith(REVIEW_CONFIG);

  it("are made when they are missing, with a colour and a description", async () => {
    await filed("Acme");
    expect(program.repository.labels.get("partner: review")).toMatchObject({
      color: "c5def5",
      description: "Complete and open for discussion",
    });
    expect(program.repository.labels.get("partner: engineering")).toMatchObject({
      color: "1d76db",
      description: expect.stringContaining("Architecture, code"),
    });
  });

  it("are put right when people set or take them away, and others are left alone", async () => {
    const number = await filed("Globex");
    const before = labelled(number);
    createLabel(program.world.state, program.world.as("ada").actor, program.repository, {
      name: "needs: love",
    });
    const wrong = ["Partner: Review", "partner: listed", "partner: professional-services", "needs: love"];
    program.world.as("ada").setLabels(program.issue(number), wrong);
    expect(await program.look(number)).toMatchObject({ stage: "review" });
    expect(labelled(number)).toEqual([...before, "needs: love"].sort());
    expect(await cost(number)).toBe(1);
    program.world.as("ada").setLabels(program.issue(number), []);
    await program.look(number);
    expect(labelled(number)).toEqual(before);
  });

  it("are found among more than a hundred others", async () => {
    const number = await filed("Initech");
    const ada = program.world.as("ada").actor;
    for (let index = 0; index < 120; index += 1) {
      createLabel(program.world.state, ada, program.repository, { name: `area/${index}` });
    }
    createLabel(program.world.state, ada, program.repository, {
      name: "Partner: Withdrawn",
      color: "abcdef",
    });
    program.world.as("gus").closeIssue(program.issue(number));
    expect(await cost(number)).toBe(3);
    expect(labels(number)).toContain("Partner: Withdrawn");
    expect(program.repository.labels.get("partner: withdrawn")?.color).toBe("abcdef");
    expect(await cost(number)).toBe(1);
  });
});

describe("/category", () => {
  startWith(REVIEW_CONFIG);

  it("is done for members, and stays done", async () => {
    const number = await filed("Acme");
    const word = comment(number, "bo", "/category +professional-services -marketing");
    // A look, the roll, a label that is missing, and everything else at once.
    expect(await cost(number)).toBe(4);
    expect(reactions(word)).toEqual(["+1"]);
    const sorted = ["partner: engineering", "partner: professional-services", "partner: review"];
    expect(labelled(number)).toEqual(sorted);
    expect(await cost(number)).toBe(1);
    expect(said(number)).toEqual([
      expect.stringContaining("| Categories | Engineering and Professional Services |"),
    ]);

    comment(number, "dee", "/open-vote");
    await program.look(number);
    expect(labelled(number)).toEqual([
      "partner: engineering",
      "partner: professional-services",
      "partner: voting",
    ]);
  });

  it.each([
    ["mallory", "/category +marketing", "Only members of the Technical Steering Committee can do this."],
    ["gus", "/category -marketing", "Only members of the Technical Steering Committee can do this."],
    ["bo", "/category +magic", "There is no category magic. Categories: engineering, professional"],
    ["cy", "/category engineering", "before each category, such as"],
  ])("is refused to %s who says %s", async (login, text, why) => {
    const number = await filed(`Refused ${login}`);
    const before = labelled(number);
    const word = comment(number, login, text);
    await program.look(number);
    expect(reactions(word)).toEqual(["confused"]);
    expect(said(number)[1]?.replace(/\\|\u200B/g, "")).toContain(why);
    expect(labelled(number)).toEqual(before);
    expect(await cost(number)).toBe(1);
  });

  it("is not done when another line of its comment cannot be", async () => {
    const number = await filed("Umbrella");
    const before = labelled(number);
    const word = comment(number, "bo", "/category -marketing\n/vote yes");
    await program.look(number);
    await program.look(number);
    expect(labelled(number)).toEqual(before);
    expect(reactions(word)).toEqual(["confused"]);
    expect(said(number)[1]).toContain("`/vote yes` ([comment]");
    expect(said(number)[1]).toContain("nothing of it was");
  });

  it("is judged anew when its comment is edited", async () => {
    const number = await filed("Hooli");
    const before = labelled(number);
    const word = comment(number, "mallory", "/help");
    await program.look(number);
    program.clock.advance(1000);
    program.world.as("mallory").editComment(word, "/category -marketing");
    await program.look(number);
    expect(labelled(number)).toEqual(before);
    expect(reactions(word)).toEqual(["confused"]);

    const good = comment(number, "bo", "/category -marketing");
    await program.look(number);
    program.clock.advance(1000);
    program.world.as("bo").editComment(good, "/category -engineering");
    await program.look(number);
    expect(labelled(number)).toEqual(["partner: marketing", "partner: review"]);
    program.world.as("ada").editComment(good, "/category -marketing");
    await program.look(number);
    expect(labelled(number)).toEqual(before);
    expect(reactions(good)).toEqual(["confused"]);
  });
});

describe("a look that changes nothing", () => {
  startWith(REVIEW_CONFIG);

  it("costs one request before a vote, and the first answer few", async () => {
    const incomplete = file({
      answers: { ...companyNamed("Acme"), ongoing: null, people: null, contact: null },
    });
    // A look, a label that is missing, and everything else at once.
    expect(await cost(incomplete)).toBe(3);
    expect(await cost(incomplete)).toBe(1);

    const named = file({ answers: { ...companyNamed("Globex"), ongoing: null } });
    // One look more for the people whom it names; the label is there.
    expect(await cost(named)).toBe(3);
    expect(await cost(named)).toBe(1);

    const review = file({ answers: { ...companyNamed("Initech"), people: null, contact: null } });
    expect(await cost(review)).toBe(3);
    expect(await cost(review)).toBe(1);
    comment(review, "mallory", "Looks interesting.");
    expect(await cost(review)).toBe(1);

    const stray = file({ title: "[partner]", body: "Hello" });
    expect(await cost(stray)).toBe(2);
    expect(await cost(stray)).toBe(1);

    comment(review, "bo", "/open-vote");
    // A look, the roll, a first commit on a new branch (two requests), and everything else; one label is missing.
    expect(await cost(review)).toBe(7);
    expect(await cost(review)).toBe(1);
  });
});

describe("a look that changes nothing after a vote", () => {
  startWith(`${FAST_CONFIG}program: { name: Partners }\n`);

  it("costs one request too", async () => {
    const number = file({ answers: companyNamed("Acme") });
    await program.look(number);
    expect(await cost(number)).toBe(1);
    comment(number, "bo", "/vote yes");
    program.clock.advance(1000);
    expect(await program.look(number)).toMatchObject({ stage: "approved" });
    expect(await cost(number)).toBe(1);
    const [pullRequest] = program.pullRequests();
    if (!pullRequest) throw new Error("there is no pull request");
    program.world.as("ada").merge(pullRequest);
    expect(await program.look(number)).toMatchObject({ stage: "listed" });
    expect(await cost(number)).toBe(1);
  });
});

describe("a program whose files are elsewhere", () => {
  startWith(
    `${CONFIG}review: { open-vote: by-committee }\nfiles: { registry: data/partners.yml, list: data/PARTNERS.md }\n`,
  );

  it("costs one look more, once", async () => {
    const first = file({ answers: { ...companyNamed("Acme"), people: null, contact: null } });
    expect(await cost(first)).toBe(4);
    expect(await cost(first)).toBe(1);
    const second = file({ answers: { ...companyNamed("Globex"), people: null, contact: null } });
    expect(await cost(second)).toBe(2);
  });
});
