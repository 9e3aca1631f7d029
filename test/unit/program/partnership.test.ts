import { describe, expect, it } from "vitest";
import type { PartnerInput } from "../../../src/program/partner.ts";
import { partnershipsOf } from "../../../src/program/partnership.ts";
import { entryOf } from "../../support/archives.ts";

/** `[first, last]` of each time as a partner. */
function times(entry: Partial<PartnerInput>): (string | null)[][] {
  return partnershipsOf(entryOf(entry)).map(({ from, to }) => [from, to]);
}

const history = (...events: readonly (readonly [string, string])[]) =>
  events.map(([at, event]) => ({ at, event }));

describe("the times of a partnership", () => {
  it.each<[string, Partial<PartnerInput>, (string | null)[][]]>([
    ["a partner without history", { since: "2020-01-01" }, [["2020-01-01", null]]],
    [
      "a partner that was admitted",
      { since: "2024-03-09", history: history(["2024-03-09", "admitted"], ["2025-01-01", "badge-awarded"]) },
      [["2024-03-09", null]],
    ],
    [
      "one at risk, or winding down, which still is one",
      {
        since: "2024-03-09",
        status: "winding-down",
        "status-since": "2025-02-01",
        history: history(["2025-02-01", "winding-down"]),
      },
      [["2024-03-09", null]],
    ],
    [
      "one that was removed",
      {
        since: "2024-03-09",
        status: "former",
        "status-since": "2025-01-15",
        history: history(["2024-03-09", "admitted"], ["2025-01-15", "removed"]),
      },
      [["2024-03-09", "2025-01-15"]],
    ],
    [
      "one that was reinstated, and keeps its first day",
      {
        since: "2024-03-09",
        "status-since": "2025-06-01",
        history: history(["2024-03-09", "admitted"], ["2025-01-15", "removed"], ["2025-06-01", "reinstated"]),
      },
      [
        ["2024-03-09", "2025-01-15"],
        ["2025-06-01", null],
      ],
    ],
    [
      "one that was admitted again, by which `since` changes",
      {
        since: "2026-05-01",
        history: history(["2023-03-09", "admitted"], ["2024-01-15", "removed"], ["2026-05-01", "admitted"]),
      },
      [
        ["2023-03-09", "2024-01-15"],
        ["2026-05-01", null],
      ],
    ],
    [
      "one that was admitted again after it had been listed by hand: its first known day counts",
      {
        since: "2026-05-01",
        history: history(
          ["2023-05-05", "badge-awarded"],
          ["2024-01-15", "removed"],
          ["2026-05-01", "admitted"],
        ),
      },
      [
        ["2023-05-05", "2024-01-15"],
        ["2026-05-01", null],
      ],
    ],
    [
      "one that was removed and came back on one day",
      {
        since: "2024-03-09",
        history: history(["2025-01-15", "removed"], ["2025-01-15", "reinstated"]),
      },
      [
        ["2024-03-09", "2025-01-15"],
        ["2025-01-15", null],
      ],
    ],
    [
      "one that came and went on one day",
      {
        since: "2024-03-09",
        status: "former",
        history: history(["2024-03-09", "admitted"], ["2024-03-09", "removed"]),
      },
      [["2024-03-09", "2024-03-09"]],
    ],
    [
      "a former one without history",
      { since: "2020-01-01", status: "former", "status-since": "2023-07-01" },
      [["2020-01-01", "2023-07-01"]],
    ],
    [
      "a former one that does not say since when: up to the last day that its entry knows",
      { since: "2020-01-01", status: "former", history: history(["2021-05-05", "badge-awarded"]) },
      [["2020-01-01", "2021-05-05"]],
    ],
    [
      "a suspended one",
      {
        since: "2020-01-01",
        status: "suspended",
        "status-since": "2023-07-01",
        history: history(["2023-07-01", "suspended"]),
      },
      [["2020-01-01", "2023-07-01"]],
    ],
    [
      "one that was put back by hand, and says since when",
      {
        since: "2020-01-01",
        status: "at-risk",
        "status-since": "2023-07-01",
        history: history(["2021-05-05", "removed"]),
      },
      [
        ["2020-01-01", "2021-05-05"],
        ["2023-07-01", null],
      ],
    ],
    [
      "one that was put back by hand, and does not: there is no gap",
      { since: "2020-01-01", history: history(["2021-05-05", "removed"]) },
      [
        ["2020-01-01", "2021-05-05"],
        ["2021-05-05", null],
      ],
    ],
    [
      "one whose status was set before it came back, for which the history is believed",
      {
        since: "2020-01-01",
        status: "former",
        "status-since": "2021-05-05",
        history: history(["2021-05-05", "removed"], ["2022-01-01", "reinstated"]),
      },
      [
        ["2020-01-01", "2021-05-05"],
        ["2022-01-01", "2022-01-01"],
      ],
    ],
    [
      "a history that is not in order",
      {
        since: "2024-03-09",
        status: "former",
        history: history(["2025-01-15", "left"], ["2024-03-09", "admitted"]),
      },
      [["2024-03-09", "2025-01-15"]],
    ],
    [
      "one that was a partner before its admission was written down",
      { since: "2019-01-01", history: history(["2024-03-09", "admitted"]) },
      [["2019-01-01", null]],
    ],
  ])("of %s", (_, entry, expected) => {
    expect(times(entry)).toEqual(expected);
  });
});
