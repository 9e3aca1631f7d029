import { textOf } from "../content.ts";
import type { Issue, IssueComment } from "../state.ts";
import { playActivity } from "./activity-story.ts";
import { CAST, COMPANY } from "./cast.ts";
import { answered, labelled, reacted, shown, stage, statusOf } from "./effects.ts";
import { checkListing, mergeDecision } from "./listing.ts";
import { type Effect, momentOf, type Play } from "./play.ts";
import { completeProposal, hastyProposal } from "./proposal-text.ts";

/** When the story begins: a Monday. */
export const STORY_START = "2026-03-02T09:00:00Z";

/** The whole story of one partnership, told while it happens. Returns its issues, the application first. Throws where it does not go on. */
export async function playStory(play: Play): Promise<[application: Issue, notice: Issue]> {
  const issue = await filing(play);
  await discussion(play, issue);
  await voting(play, issue);
  await closing(play, issue);
  play.moveTo("2026-03-13T09:30:00Z");
  await mergeDecision(play, issue, CAST.senior);
  checkListing(play, issue, {
    company: COMPANY.name,
    badges: ["engineering", "professional-services"],
    yes: "8",
    no: "1",
  });
  return [issue, await playActivity(play)];
}

async function filing(play: Play): Promise<Issue> {
  const { github } = play;
  const { form } = github.program;
  play.moveTo("2026-03-02T09:14:00Z");
  const filed: { issue: Issue | null } = { issue: null };
  const issue = await play.step({
    tells: `${CAST.applicant.name} of ${COMPANY.name} files a proposal with the issue form, in a hurry`,
    said: [`[Partner] ${COMPANY.name}`, "The description is too long, and nothing is agreed."],
    act: () => {
      filed.issue = play.as(CAST.applicant.login).openIssue({
        repository: github.world.fullName,
        title: `[Partner] ${COMPANY.name}`,
        body: hastyProposal(form),
        labels: ["partnership"],
      });
      return filed.issue;
    },
    effects: [
      {
        what: "the bot says what is missing",
        holds: () =>
          filed.issue !== null &&
          play.stageOf(filed.issue) === "incomplete" &&
          play.botComments(filed.issue).length === 1,
      },
    ],
  });

  play.moveTo("2026-03-02T15:40:00Z");
  await play.step({
    tells: `${CAST.applicant.name} mends the proposal by editing it`,
    act: () => play.as(CAST.applicant.login).editIssue(issue, { body: completeProposal(form) }),
    effects: [
      stage(play, issue, "review"),
      labelled(play, issue, ["partner: engineering", "partner: marketing"], []),
    ],
  });
  return issue;
}

async function discussion(play: Play, issue: Issue): Promise<void> {
  play.moveTo("2026-03-03T10:05:00Z");
  await speak(
    play,
    issue,
    "doubter",
    "asks",
    "What happens to the packs when your engineers are busy with customers?",
  );
  play.moveTo("2026-03-03T10:50:00Z");
  await speak(
    play,
    issue,
    "applicant",
    "answers",
    "They have a day a week for it in their contracts. That held for the last year, too.",
  );

  play.moveTo("2026-03-03T14:20:00Z");
  await speak(
    play,
    issue,
    "employee",
    "is named in the proposal as working for them, and confirms it: only then does her work count for them",
    "/confirm",
    (comment) => [reacted(play, comment, "+1")],
  );

  play.moveTo("2026-03-04T11:20:00Z");
  await speak(
    play,
    issue,
    "chair",
    "corrects the categories: they train people, and have not published anything",
    "/category +professional-services -marketing",
    (comment) => [
      labelled(play, issue, ["partner: professional-services"], ["partner: marketing"]),
      reacted(play, comment, "+1"),
    ],
  );

  await play.pass("The three days of discussion are over", momentOf("2026-03-05T15:45:00Z"), [
    stage(play, issue, "voting"),
  ]);
}

async function voting(play: Play, issue: Issue): Promise<void> {
  play.moveTo("2026-03-05T17:02:00Z");
  await speak(play, issue, "passerBy", "is not on the committee, and votes", "/vote yes", (comment) => [
    reacted(play, comment, "confused"),
    answered(play, issue, CAST.passerBy.login),
  ]);

  play.moveTo("2026-03-06T08:30:00Z");
  await vote(play, issue, "senior", "votes", "/vote yes They maintain what we could not");
  play.moveTo("2026-03-06T09:45:00Z");
  await vote(play, issue, "doubter", "votes", "/vote no I want to see the contracts' promise in writing");

  play.moveTo("2026-03-06T13:10:00Z");
  await speak(
    play,
    issue,
    "employee",
    `works for ${COMPANY.name}, and votes all the same`,
    "/vote yes",
    (comment) => [reacted(play, comment, "confused"), answered(play, issue, CAST.employee.login)],
  );

  play.moveTo("2026-03-08T19:25:00Z");
  const wavering = await vote(
    play,
    issue,
    "waverer",
    "votes",
    "/vote abstain Until I have read the evidence",
  );

  play.moveTo("2026-03-09T10:00:00Z");
  await tickBox(play, issue);
  play.moveTo("2026-03-09T10:04:00Z");
  await vote(
    play,
    issue,
    "ticker",
    "votes with a comment, then",
    "/vote no We have enough partners of this kind",
  );

  play.moveTo("2026-03-10T08:15:00Z");
  await vote(
    play,
    issue,
    "doubter",
    "has talked to them and changes the vote",
    "/vote yes It is in their proposal now, that is enough for me",
  );
  play.moveTo("2026-03-10T16:30:00Z");
  const edited = "/vote yes I have read it, good work";
  await play.step({
    tells: `${CAST.waverer.name} edits the comment with the vote`,
    said: [edited],
    act: () => play.as(CAST.waverer.login).editComment(wavering, edited),
    effects: [shown(play, issue, CAST.waverer.login, "yes")],
  });
  play.moveTo("2026-03-11T12:00:00Z");
  await vote(play, issue, "chair", "votes", "/vote yes");
}

/** Somebody takes the checklist for a ballot paper. */
async function tickBox(play: Play, issue: Issue): Promise<void> {
  const status = statusOf(play, issue);
  const before = textOf(status.body);
  const box = `- [ ] @${CAST.ticker.login}`;
  if (!before.includes(box)) throw new Error("the status comment has no box to tick");
  await play.step({
    tells: `${CAST.ticker.name} ticks her box in the bot's comment by hand`,
    act: () => play.as(CAST.ticker.login).editComment(status, before.replace(box, box.replace("[ ]", "[x]"))),
    effects: [{ what: "the box is put back", holds: () => textOf(status.body) === before }],
  });
}

async function closing(play: Play, issue: Issue): Promise<void> {
  await play.pass("The seven days of the vote are over", momentOf("2026-03-12T15:50:00Z"), [
    stage(play, issue, "approved"),
    {
      what: "the bot opens the pull request",
      holds: () =>
        [...play.repository.issues.values()].some(
          ({ type, state }) => type === "PullRequest" && state === "open",
        ),
    },
  ]);
}

async function vote(
  play: Play,
  issue: Issue,
  part: keyof typeof CAST,
  tells: string,
  text: string,
): Promise<IssueComment> {
  const choice = /^\/vote (\w+)/.exec(text)?.[1] ?? "";
  return speak(play, issue, part, tells, text, (comment) => [
    reacted(play, comment, "+1"),
    shown(play, issue, CAST[part].login, choice),
  ]);
}

/** Somebody comments. `effects` are those of the comment that was written. */
async function speak(
  play: Play,
  issue: Issue,
  part: keyof typeof CAST,
  tells: string,
  text: string,
  effects: (comment: () => IssueComment | null) => Effect[] = () => [],
): Promise<IssueComment> {
  const written: { comment: IssueComment | null } = { comment: null };
  return play.step({
    tells: `${CAST[part].name} ${tells}`,
    said: [text],
    act: () => {
      written.comment = play.as(CAST[part].login).comment(issue, text);
      return written.comment;
    },
    effects: effects(() => written.comment),
  });
}
