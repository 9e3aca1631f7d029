import { ruleOf } from "../../program/config.ts";
import { addDuration, describeDuration } from "../../program/duration.ts";
import { instantOf } from "../../program/instant.ts";
import { answersByField } from "../../program/proposal-answers.ts";
import { plainText } from "../../program/proposal-text.ts";
import { parseIssueBody, parseIssueForm } from "../../text/issue-form.ts";
import type { Issue, IssueComment } from "../state.ts";
import { CAST } from "./cast.ts";
import { checkListing, findDecision, mergeDecision } from "./listing.ts";
import { printable } from "./plain-lines.ts";
import type { Play } from "./play.ts";

const MINUTE = 60_000;

/** A person's own proposal, played as far as it goes. Returns its only issue. Throws when the bot does nothing at all. */
export async function playOwnStory(play: Play, body: string): Promise<[application: Issue]> {
  const { issue, company } = await fileProposal(play, body);
  if (play.stageOf(issue) === "review") await openVote(play, issue);
  if (play.stageOf(issue) === "voting") await vote(play, issue);
  if (play.stageOf(issue) === "approved" && findDecision(play) !== null) {
    pause(play);
    await mergeDecision(play, issue, { login: CAST.chair.login, name: CAST.chair.name });
    checkListing(play, issue, { company });
  }
  return [issue];
}

async function fileProposal(play: Play, body: string): Promise<{ issue: Issue; company: string }> {
  const { config, form: formText } = play.github.program;
  const form = parseIssueForm(formText);
  const answers = answersByField(config.intake, form, parseIssueBody(form, body));
  const company = plainText(answers.get("company")?.text ?? "");
  const title = `${form.title ?? "[Partner] "}${company || "our company"}`;
  const filed: { issue: Issue | null } = { issue: null };
  const issue = await play.step({
    tells: `${CAST.applicant.name} files the proposal`,
    said: [printable(title), `${body.length} characters`],
    act: () => {
      filed.issue = play.as(CAST.applicant.login).openIssue({
        repository: play.github.world.fullName,
        title,
        body,
        labels: form.labels,
      });
      return filed.issue;
    },
    effects: [
      {
        what: "the bot answers the proposal",
        holds: () =>
          filed.issue !== null &&
          play.stageOf(filed.issue) !== null &&
          play.botComments(filed.issue).length > 0,
      },
    ],
  });
  return { issue, company };
}

/** The committee gives it a category where it has none, and the vote opens: by time, or by a member. */
async function openVote(play: Play, issue: Issue): Promise<void> {
  const { config } = play.github.program;
  const [member] = play.github.world.committee;
  const labels = play.labelsOf(issue);
  const [category] = config.categories;
  const hasOne = config.categories.some(({ id, label }) => labels.includes(label ?? `partner: ${id}`));
  if (!hasOne && member !== undefined && category !== undefined) {
    pause(play);
    await speak(play, issue, member, "gives it a category", `/category +${category.id}`);
  }
  const openFor = config.review["open-for"];
  if (config.review["open-vote"] === "by-bot" && openFor !== "none") {
    const opens = addDuration(play.github.world.state.clock.now(), openFor);
    await play.pass(`Nobody opens the vote, and ${describeDuration(openFor)} pass`, opens, [
      { what: "the vote opens", holds: () => play.stageOf(issue) === "voting" },
    ]);
  } else if (member !== undefined) {
    pause(play);
    await speak(play, issue, member, "opens the vote", "/open-vote");
  }
}

/** Everybody says yes, one a time, until the rule closes the vote. */
async function vote(play: Play, issue: Issue): Promise<void> {
  const { config } = play.github.program;
  const rule = ruleOf(config, "admit");
  const opened = play.github.world.state.clock.now();
  for (const login of play.github.world.committee) {
    if (play.stageOf(issue) !== "voting") return;
    pause(play);
    await speak(play, issue, login, "votes", "/vote yes");
  }
  if (play.stageOf(issue) !== "voting") return;
  await play.pass(
    "Nobody says more, and the time to vote runs out",
    instantOf(addDuration(opened, rule.period.openFor) + MINUTE),
    [{ what: "the vote closes", holds: () => play.stageOf(issue) !== "voting" }],
  );
}

async function speak(play: Play, issue: Issue, login: string, tells: string, text: string): Promise<void> {
  const written: { comment: IssueComment | null } = { comment: null };
  await play.step({
    tells: `${login} ${tells}`,
    said: [text],
    act: () => {
      written.comment = play.as(login).comment(issue, text);
    },
    effects: [
      {
        what: "the bot answers the comment",
        holds: () => written.comment !== null && play.reactionTo(written.comment) !== null,
      },
    ],
  });
}

/** People do not act all in one second. */
function pause(play: Play): void {
  play.github.world.state.clock.advance(7 * MINUTE);
}
