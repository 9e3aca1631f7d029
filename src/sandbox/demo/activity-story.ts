import { textOf } from "../content.ts";
import type { Issue } from "../state.ts";
import { CAST, COMPANY } from "./cast.ts";
import { statusOf } from "./effects.ts";
import { demoFailed } from "./failure.ts";
import { filesOf } from "./listing.ts";
import { momentOf, type Play } from "./play.ts";

const { employee, senior, doubter, neighbour, applicant } = CAST;

/** After the listing: work that counts, silence, a notice, and work again, which ends it. Returns the notice. */
export async function playActivity(play: Play): Promise<Issue> {
  await work(play);
  const notice = await goQuiet(play);
  await comeBack(play, notice);
  return notice;
}

async function work(play: Play): Promise<void> {
  const { packs: repository } = play.github.world;
  const issue = "The Modbus pack loses its connection at night";
  await play.pass(
    `${employee.name} has worked in ${repository} for a day, and the bot counts it`,
    momentOf("2026-03-18T18:00:00Z"),
    [
      {
        what: "the partner's page shows a chart of it",
        holds: () => partnerPage(play).includes('class="chart"'),
      },
    ],
    {
      said: [
        `an issue: ${issue}`,
        `a pull request with two commits that mends it, merged by ${senior.name}`,
        `a review of what ${doubter.name} wants to change`,
      ],
      act: () => {
        play.moveTo("2026-03-17T10:20:00Z");
        const [farah, chen] = [play.as(employee.login), play.as(doubter.login)];
        farah.openIssue({ repository, title: issue });
        const [branch, other] = ["keep-alive", "opc-ua-types"];
        for (const [path, message] of [
          ["modbus/keep_alive.py", "Keep the connection alive"],
          ["modbus/test_keep_alive.py", "Test it"],
        ] as const) {
          farah.commit({ repository, branch, files: { [path]: "# ...\n" }, message });
        }
        play
          .as(senior.login)
          .merge(farah.openPullRequest({ repository, title: "Keep the connection alive", head: branch }));
        chen.commit({ repository, branch: other, files: { "opc_ua/types.py": "# ...\n" }, message: "Types" });
        farah.review(chen.openPullRequest({ repository, title: "Types of OPC UA", head: other }));
      },
    },
  );
}

async function goQuiet(play: Play): Promise<Issue> {
  await play.pass(
    `Three months go by without a word from ${COMPANY.name}. ${neighbour.name} of Old Mill Hosting, a partner since 2023, has mended the build in May, so that one is left alone`,
    momentOf("2026-06-17T09:00:00Z"),
    [
      {
        what: `the bot tells ${COMPANY.name} that it has gone quiet`,
        holds: () => noticesIn(play).some((notice) => play.stageOf(notice) === "winding-down"),
      },
    ],
    {
      said: [],
      act: () => push(play, neighbour.login, "2026-05-11T14:00:00Z", "modbus/pack.yaml", "Mend the build"),
    },
  );
  const [notice, ...more] = noticesIn(play);
  if (notice === undefined || more.length > 0) throw demoFailed(`there are ${more.length + 1} notices.`);
  await play.pass("Thirty days later there is still nothing", momentOf("2026-07-17T09:00:00Z"), [
    {
      what: "the bot reminds the partner's contact",
      holds: () => play.botComments(notice).some(({ body }) => textOf(body).includes(`@${applicant.login}`)),
    },
  ]);
  return notice;
}

async function comeBack(play: Play, notice: Issue): Promise<void> {
  const { packs } = play.github.world;
  await play.pass(
    `${employee.name} has mended the slow line of a harbour, which was all that she did in spring, and commits it to ${packs}`,
    momentOf("2026-07-21T18:00:00Z"),
    [
      {
        what: "the notice says that the partner is active again",
        holds: () => textOf(statusOf(play, notice).body).includes("stays a partner"),
      },
      {
        what: "the notice is closed as completed",
        holds: () => notice.state === "closed" && notice.stateReason === "completed",
      },
      { what: "the page shows it", holds: () => partnerPage(play).includes("to 2026-07-21 was counted") },
    ],
    {
      said: ["Modbus over a slow line"],
      act: () =>
        push(play, employee.login, "2026-07-20T13:45:00Z", "modbus/slow_line.py", "Modbus over a slow line"),
    },
  );
}

function push(play: Play, login: string, moment: string, path: string, message: string): void {
  play.moveTo(moment);
  const { packs: repository } = play.github.world;
  play.as(login).push({ repository, branch: "main", files: { [path]: `# ${message}\n` }, message });
}

/** The issues in which partners were told that they have gone quiet. */
function noticesIn({ repository }: Play): Issue[] {
  return [...repository.issues.values()].filter(
    (issue): issue is Issue =>
      issue.type === "Issue" && issue.title.includes("has the partnership come to an end"),
  );
}

/** The page of the company on the site; empty while it has none. */
function partnerPage(play: Play): string {
  const { branch } = play.github.program.config.site;
  return filesOf(play, branch).get(`partners/${COMPANY.id}/index.html`) ?? "";
}
