import { type IssueForm, parseIssueBody } from "../../text/issue-form.ts";
import type { Config } from "../config.ts";
import { formatUpdateBranch } from "../decision-branch.ts";
import type { ApplicationLook } from "../observation.ts";
import type { Partner } from "../partner.ts";
import { loginsInUpdate, readPartnerUpdate, type UpdateReading } from "../partner-update.ts";
import { covers, type Places } from "../places.ts";
import type { Registry } from "../registry.ts";
import { supportedByPaths } from "../supported-by-files.ts";
import { partnerNamed } from "./named-partner.ts";

/** An issue that asks to change a partner's entry, as far as its look could be understood. */
export interface UpdateRequest {
  look: ApplicationLook;
  config: Config;
  registry: Registry;
  /** `null` when the issue does not hold the form's answers. */
  reading: UpdateReading | null;
  /** The entries that the issue can mean. */
  candidates: readonly Partner[];
  /** The one that it means; `null` for none, and for several. */
  partner: Partner | null;
}

/** Understands the look at an update that was made at `looked`; asks for another one for what only this update needs. */
export function readUpdate(
  { form, ...known }: Pick<UpdateRequest, "look" | "config" | "registry"> & { form: IssueForm },
  places: Places,
  looked: Places,
): { kind: "look-elsewhere"; places: Places } | { kind: "update"; update: UpdateRequest; places: Places } {
  const { look, config, registry } = known;
  const answers = parseIssueBody(form, look.issue.body);
  const reading = answers.recognised
    ? readPartnerUpdate(config, form, answers, look.accounts, look.repository.url)
    : null;
  const { candidates, partner } = partnerNamed(registry, reading?.named ?? "");
  const further: Places = {
    ...places,
    isUpdate: true,
    isReport: false,
    branch: partner === null ? null : formatUpdateBranch(look.issue.number, partner.id),
    supportedBy: partner === null ? [] : supportedByPaths(config),
    logins: loginsInUpdate(config, form, answers),
    others: null,
  };
  if (!covers(looked, further)) return { kind: "look-elsewhere", places: further };
  return { kind: "update", places: further, update: { ...known, reading, candidates, partner } };
}
