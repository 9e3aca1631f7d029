import { describeProblems } from "../proposal-problem.ts";
import { isListed } from "../registry.ts";
import { namingProblems, registryLink } from "./named-partner.ts";
import type { ReportRequest } from "./report-request.ts";
import type { ProblemView } from "./verdict-parts.ts";

/** What is wrong with a report, in the words of its reader: which partner it is, and what is to be said of the work. */
export function reportProblems(request: ReportRequest): ProblemView[] {
  const { reading, candidates, partner, config } = request;
  if (reading === null) return [];
  const link = registryLink(request);
  const { named: found, date } = reading;
  const field = reading.labels.get("partner") ?? "Partner";
  const problems = namingProblems({ field, found, candidates, link });
  if (partner !== null && !isListed(partner)) {
    const mend =
      partner.status === "former"
        ? "This company is not a partner any more, so nothing counts for it."
        : `This partner is suspended, and nothing counts for it until the ${config.program.committee} has decided.`;
    problems.push({ field, found: partner.name, mend, link });
  }
  if (partner !== null && date !== null && date < partner.since) {
    const mend = `${partner.name} is a partner since ${partner.since}, and what was before does not count.`;
    problems.push({ field: reading.labels.get("date") ?? "Date", found: date, mend, link });
  }
  const read = describeProblems(reading.problems).map((problem) => ({ ...problem, link: "" }));
  return [...problems, ...read];
}
