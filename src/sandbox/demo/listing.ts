import { printFraction } from "../../program/ballot/fraction.ts";
import { recountRecord } from "../../program/ballot/record.ts";
import { parseDecision, parseDecisionPath } from "../../program/decision.ts";
import { requireRegistry } from "../../program/registry.ts";
import { escapeMarkdown } from "../../text/escape.ts";
import { textOf } from "../content.ts";
import { decodeText } from "../git/diff.ts";
import { exportTree } from "../git/tree.ts";
import type { Issue, PullRequest } from "../state.ts";
import { demoFailed } from "./failure.ts";
import type { Play } from "./play.ts";

/** The open pull request of the decision; `null` when there is none. */
export function findDecision({ repository }: Play): PullRequest | null {
  const open = [...repository.issues.values()].filter(
    (one) => one.type === "PullRequest" && one.state === "open",
  );
  const [first] = open;
  return first?.type === "PullRequest" ? first : null;
}

/** A maintainer merges the decision's pull request; the company is listed and the issue closed. */
export async function mergeDecision(
  play: Play,
  issue: Issue,
  maintainer: { login: string; name: string },
): Promise<void> {
  const decision = findDecision(play);
  if (decision === null) throw demoFailed("there is no pull request to merge.");
  await play.step({
    tells: `${maintainer.name} reads pull request #${decision.number} and merges it`,
    act: () => play.as(maintainer.login).merge(decision),
    effects: [
      { what: 'the application is shown as "listed"', holds: () => play.stageOf(issue) === "listed" },
      { what: "the site shows the partner", holds: () => isOnSite(play, issue) },
      {
        what: "the issue is closed as completed",
        holds: () => issue.state === "closed" && issue.stateReason === "completed",
      },
    ],
  });
}

/** Whether the partner has its page on the branch of the site, if the program has one. */
function isOnSite(play: Play, issue: Issue): boolean {
  const { files, site } = play.github.program.config;
  if (site.branch === "none") return true;
  const { partners } = requireRegistry(filesOf(play).get(files.registry) ?? null);
  const partner = partners.find(({ application }) => application === issue.number);
  return filesOf(play, site.branch).has(`partners/${partner?.id}/index.html`);
}

/** Looks into the repository itself, whether all is there that the story claims. Throws with what is not. */
export function checkListing(
  play: Play,
  issue: Issue,
  wanted: { company: string; badges?: readonly string[]; yes?: string; no?: string },
): void {
  const { company, badges, yes, no } = wanted;
  const files = filesOf(play);
  const { registry: registryPath, list } = play.github.program.config.files;
  const { partners } = requireRegistry(files.get(registryPath) ?? null);
  const partner = partners.find(({ application }) => application === issue.number);
  const awarded = partner?.badges.map(({ category }) => category).sort() ?? [];
  const tally = recount(files, issue);
  const thanked = `@${play.github.world.state.accounts.get(issue.authorId)?.login}`;

  const claims: [boolean, string][] = [
    [partner?.name === company && partner.status === "active", `${company} is not in ${registryPath}.`],
    [badges === undefined || badges.join() === awarded.join(), `the badges are ${awarded.join(", ")}.`],
    [(files.get(list) ?? "").includes(escapeMarkdown(company)), `${company} is not in ${list}.`],
    [tally !== null, "there is no record of the decision from which the vote can be counted again."],
    [yes === undefined || tally?.yes === yes, `counted again there are ${tally?.yes} yes, not ${yes}.`],
    [no === undefined || tally?.no === no, `counted again there are ${tally?.no} no, not ${no}.`],
    [issue.state === "closed" && issue.stateReason === "completed", "the issue is not closed as completed."],
    [play.stageOf(issue) === "listed", `the labels are ${play.labelsOf(issue).join(", ")}.`],
    [
      play.botComments(issue).some(({ body }) => textOf(body).includes(thanked)),
      "nobody thanked the applicant.",
    ],
  ];
  const problems = claims.flatMap(([holds, problem]) => (holds ? [] : [problem]));
  if (problems.length > 0) throw demoFailed(problems.join(" "));
}

/** Counts the vote again, from the record alone; `null` when there is none, or it cannot be read. */
function recount(files: ReadonlyMap<string, string>, issue: Issue): { yes: string; no: string } | null {
  for (const [path, text] of files) {
    if (parseDecisionPath(path)?.issue !== issue.number) continue;
    const decision = parseDecision(text);
    if (!decision.ok) continue;
    const { yes, no } = recountRecord(decision.value.ballot);
    return { yes: printFraction(yes), no: printFraction(no) };
  }
  return null;
}

/** The files of a branch that are text, by path. */
export function filesOf(
  { repository }: Play,
  branch: string = repository.defaultBranch,
): Map<string, string> {
  const head = repository.refs.get(`refs/heads/${branch}`);
  if (head === undefined) return new Map();
  return new Map(
    [...exportTree(repository.objects, head)].flatMap(([path, bytes]) => {
      const text = decodeText(bytes);
      return text === null ? [] : [[path, text]];
    }),
  );
}
