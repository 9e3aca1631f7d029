import { z } from "zod";
import type { Partner } from "../partner.ts";
import type { EntryFinding } from "./entry-finding.ts";

interface StatedDay {
  readonly path: readonly (string | number)[];
  readonly what: string;
  readonly day: string;
  /** Whether the day may be yet to come. */
  readonly ahead: boolean;
}

/** Days of an entry that are in no calendar, or in the future, or in an order that cannot be. */
export function checkDates(partner: Partner, today: string): EntryFinding[] {
  const days = statedDays(partner);
  const impossible = days.filter(({ day }) => !z.iso.date().safeParse(day).success);
  const future = days.filter((stated) => !stated.ahead && stated.day > today && !impossible.includes(stated));
  return [
    ...impossible.map(
      ({ path, what, day }): EntryFinding => ({
        path,
        level: "failure",
        message: `${what} is ${day}, and there is no such day in the calendar`,
        mend: "Write a day such as 2026-01-31.",
      }),
    ),
    ...future.map(
      ({ path, what, day }): EntryFinding => ({
        path,
        level: "failure",
        message: `${what} is ${day}, which is in the future: today is ${today} (UTC)`,
        mend: "Write the day on which it happened.",
      }),
    ),
    ...disorder(partner),
  ];
}

function statedDays(partner: Partner): StatedDay[] {
  const { since, badges, people, agreement, history } = partner;
  const stated = (
    path: StatedDay["path"],
    what: string,
    day: string | undefined,
    ahead = false,
  ): StatedDay[] => (day === undefined ? [] : [{ path, what, day, ahead }]);
  return [
    ...stated(["since"], "`since`", since),
    ...stated(["status-since"], "`status-since`", partner["status-since"]),
    ...badges.flatMap(({ category, awarded, expires }, index) => [
      ...stated(["badges", index, "awarded"], `the award of the badge ${category}`, awarded),
      ...stated(["badges", index, "expires"], `the expiry of the badge ${category}`, expires, true),
    ]),
    ...people.flatMap(({ login, from, to, consent }, index) => [
      ...stated(["people", index, "from"], `the first day of ${login}`, from),
      ...stated(["people", index, "to"], `the last day of ${login}`, to, true),
      ...stated(["people", index, "consent", "at"], `the consent of ${login}`, consent.at),
    ]),
    ...stated(["agreement", "date"], "the date of the agreement", agreement?.date),
    ...history.flatMap(({ at }, index) => stated(["history", index, "at"], "the day of this event", at)),
  ];
}

/** Days that cannot follow each other as they do. */
function disorder(partner: Partner): EntryFinding[] {
  const { since, badges, people, history } = partner;
  const statusSince = partner["status-since"];
  const findings: EntryFinding[] = [];
  if (statusSince !== undefined && statusSince < since) {
    findings.push({
      path: ["status-since"],
      level: "failure",
      message: `\`status-since\` is ${statusSince}, before it became a partner on ${since}`,
      mend: "Correct the one that is wrong, or leave `status-since` out.",
    });
  }
  badges.forEach(({ category, awarded, expires }, index) => {
    if (awarded < since) {
      findings.push({
        path: ["badges", index, "awarded"],
        level: "failure",
        message: `the badge ${category} was awarded on ${awarded}, before it became a partner on ${since}`,
        mend: "Correct the one that is wrong.",
      });
    }
    if (expires !== undefined && expires < awarded) {
      findings.push({
        path: ["badges", index, "expires"],
        level: "failure",
        message: `the badge ${category} expires on ${expires}, before it was awarded on ${awarded}`,
        mend: "Write the last day on which it counts, or leave `expires` out.",
      });
    }
  });
  people.forEach(({ login, from, to }, index) => {
    if (to === undefined || to >= from) return;
    findings.push({
      path: ["people", index, "to"],
      level: "failure",
      message: `the last day of ${login}, ${to}, is before the first, ${from}`,
      mend: "Correct the one that is wrong.",
    });
  });
  history.forEach(({ at }, index) => {
    const before = history[index - 1]?.at;
    if (before === undefined || before <= at) return;
    findings.push({
      path: ["history", index, "at"],
      level: "warning",
      message: `this event of ${at} stands behind one of ${before}: the history goes from the oldest to the newest`,
      mend: "Correct the day, or add the event where it belongs.",
    });
  });
  return findings;
}
