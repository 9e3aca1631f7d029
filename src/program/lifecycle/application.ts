import { type FormReading, type IssueForm, parseIssueBody } from "../../text/issue-form.ts";
import { parseMarker } from "../../text/marker.ts";
import type { Rule } from "../ballot/rule.ts";
import { type Config, ruleOf } from "../config.ts";
import { branchOf } from "../decision-branch.ts";
import { formatDay } from "../instant.ts";
import type { ApplicationLook } from "../observation.ts";
import type { Partner } from "../partner.ts";
import { covers, type Places, type ProgramPaths } from "../places.ts";
import { readProgram } from "../program-files.ts";
import { loginsNamed, type Proposal, readProposal } from "../proposal.ts";
import type { Registry } from "../registry.ts";
import { supportedByPaths } from "../supported-by-files.ts";
import { type BallotState, currentBallot } from "./ballot-state.ts";
import { askedByPartner, asksForPartnership, kindByTitle } from "./classify.ts";
import { type ReportRequest, readReport } from "./report-request.ts";
import { wasConfirmed } from "./report-state.ts";
import { stageLabel } from "./stage.ts";
import { readUpdate, type UpdateRequest } from "./update-request.ts";
import { windDownOf } from "./wind-down-issue.ts";

/** One application, as far as its look could be understood. */
export interface Application {
  look: ApplicationLook;
  config: Config;
  form: IssueForm;
  registry: Registry;
  /** The registry's entry that this issue led to, or that names it; `null` while there is none. */
  partner: Partner | null;
  /** Whether the issue is one in which the partner was told that it has gone quiet. */
  isWindDown: boolean;
  /** The rule on admission. */
  rule: Rule;
  reading: FormReading;
  /** `null` when the issue does not hold the form's answers. */
  proposal: Proposal | null;
  /** The ballot that the issue is about now. */
  ballot: BallotState;
}

export type ApplicationReading =
  /** Not an application, or not a program repository: nothing is done. */
  | { kind: "ignored" }
  /** Config, form or registry cannot be used: nothing is done but to say so, in the program's own issue. */
  | { kind: "broken" }
  | { kind: "look-elsewhere"; places: Places }
  /** `places` is where the next look has to look, if nothing changes. */
  | { kind: "application"; application: Application; places: Places }
  /** No application, but a partner that changes its entry. */
  | { kind: "update"; update: UpdateRequest; places: Places }
  /** No application either, but a partner that reports work. */
  | { kind: "report"; report: ReportRequest; places: Places };

/** Understands a look that was made at `looked`; asks for another one when the config says to look elsewhere. */
export function readApplication(look: ApplicationLook, looked: Places): ApplicationReading {
  if (look.config === null) return { kind: "ignored" };
  const program = readProgram(
    look.repository.owner,
    { config: look.config, form: null, registry: null },
    "config",
  );
  if (program.config === null) return { kind: "broken" };
  const { config } = program;
  const places = placesOf(config, looked);
  if (!covers(looked, places)) return { kind: "look-elsewhere", places };

  const files = readProgram(look.repository.owner, {
    config: look.config,
    form: look.form,
    updateForm: look.updateForm,
    reportForm: look.reportForm,
    registry: look.registry,
  });
  if (files.problems.length > 0 || files.form === null || files.registry === null) return { kind: "broken" };
  const { form, updateForm, reportForm, registry } = files;
  const forms = { form, updateForm, reportForm };

  const windDown = windDownOf(look.issue);
  const partner =
    registry.partners.find(({ id, application }) =>
      windDown === null ? application === look.issue.number : id === windDown,
    ) ?? null;
  if (windDown !== null && partner === null) return { kind: "ignored" };
  const ballot = currentBallot(look, partner);
  if (partner === null && ballot.kind === "none") {
    // Once a report was confirmed, nobody makes something else of its issue.
    const asked = wasConfirmed(look) ? "report" : askedByPartner(config, forms, look.issue);
    if (asked === "update") {
      if (updateForm === null) return { kind: "ignored" };
      return readUpdate({ look, config, form: updateForm, registry }, places, looked);
    }
    if (asked === "report") {
      if (reportForm === null) return { kind: "ignored" };
      return readReport({ look, config, form: reportForm, registry }, places, looked);
    }
  }
  const reading = parseIssueBody(form, look.issue.body);
  const isOurs = partner !== null || ballot.kind !== "none" || isKnown(look);
  if (!isOurs && !asksForPartnership(config, form, look.issue, reading)) return { kind: "ignored" };
  const isVotedOn = partner !== null || ballot.kind === "open" || ballot.kind === "decided";
  const branch =
    ballot.kind === "decided" && ballot.record.result?.count.outcome === "passed"
      ? branchOf(ballot.record)
      : null;
  const further: Places = {
    ...places,
    logins: isVotedOn ? [] : loginsNamed(config, form, reading),
    others: isVotedOn ? null : UNDER_WAY,
    isUpdate: false,
    isReport: false,
    branch,
    supportedBy: branch === null ? [] : supportedByPaths(config),
  };
  if (!covers(looked, further)) return { kind: "look-elsewhere", places: further };

  // No company is filed twice because a partner of that name changes its entry or reports work.
  const proposals = look.others.filter(
    ({ title }) => (kindByTitle(config, forms, title) ?? "proposal") === "proposal",
  );
  const proposalsOnly = { ...look, others: proposals };
  const { author } = look.issue;
  const proposal = reading.recognised
    ? readProposal(
        config,
        form,
        reading,
        look.accounts,
        author,
        formatDay(look.issue.lastEditedAt ?? look.issue.createdAt),
      )
    : null;
  const rule = ruleOf(config, "admit");
  return {
    kind: "application",
    places: further,
    application: {
      look: proposalsOnly,
      config,
      form,
      registry,
      partner,
      isWindDown: windDown !== null,
      rule,
      reading,
      proposal,
      ballot,
    },
  };
}

/** Labels of applications that are not ended. */
const UNDER_WAY = (["incomplete", "review", "voting", "approved"] as const).map(
  (stage) => stageLabel(stage).name,
);

function placesOf(config: Config, looked: Places): Places {
  return { ...looked, ...pathsOf(config) };
}

/** Where a program's config says that its files are. */
export function pathsOf({ intake, files }: Config): ProgramPaths {
  return {
    form: intake.form,
    updateForm: intake["update-form"],
    reportForm: intake["report-form"],
    registry: files.registry,
    list: files.list,
  };
}

/** Where to look first, when nothing is known of an application: at `files`, which another look or the defaults say. */
export function firstPlaces(files: ProgramPaths): Places {
  return {
    ...files,
    branch: null,
    supportedBy: [],
    isUpdate: false,
    isReport: false,
    logins: [],
    others: UNDER_WAY,
  };
}

/** This app has answered here before. */
function isKnown(look: ApplicationLook): boolean {
  return look.issue.comments.some(
    (comment) => comment.author?.own && parseMarker(comment.body)?.name === "status",
  );
}
