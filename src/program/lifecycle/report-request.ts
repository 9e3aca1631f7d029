import { type IssueForm, parseIssueBody } from "../../text/issue-form.ts";
import type { Config } from "../config.ts";
import { type ReportReading, readContributionReport } from "../contribution-report.ts";
import { formatDay } from "../instant.ts";
import type { ApplicationLook } from "../observation.ts";
import type { Partner } from "../partner.ts";
import { covers, type Places } from "../places.ts";
import type { Registry } from "../registry.ts";
import { partnerNamed } from "./named-partner.ts";
import { type ReportState, readReportState } from "./report-state.ts";

/** An issue by which work is reported, as far as its look could be understood. */
export interface ReportRequest {
  look: ApplicationLook;
  config: Config;
  registry: Registry;
  /** `null` when the issue does not hold the form's answers. */
  reading: ReportReading | null;
  /** The entries that the issue can mean. */
  candidates: readonly Partner[];
  /** The one that it means; `null` for none, and for several. */
  partner: Partner | null;
  /** What is on record. */
  state: ReportState;
}

/** Understands the look at a report that was made at `looked`; asks for another one that brings its record. */
export function readReport(
  { form, ...known }: Pick<ReportRequest, "look" | "config" | "registry"> & { form: IssueForm },
  places: Places,
  looked: Places,
): { kind: "look-elsewhere"; places: Places } | { kind: "report"; report: ReportRequest; places: Places } {
  const { look, config, registry } = known;
  const further: Places = {
    ...places,
    isReport: true,
    isUpdate: false,
    branch: null,
    supportedBy: [],
    logins: [],
    others: null,
  };
  if (!covers(looked, further)) return { kind: "look-elsewhere", places: further };
  const answers = parseIssueBody(form, look.issue.body);
  const today = formatDay(look.at);
  const reading = answers.recognised ? readContributionReport(config, form, answers, today) : null;
  const report = {
    ...known,
    reading,
    ...partnerNamed(registry, reading?.named ?? ""),
    state: readReportState(look),
  };
  return { kind: "report", places: further, report };
}
