import type { Message, MessageViews } from "../../src/program/messages.ts";

const nothing: MessageViews["check-summary"] = {
  failures: 0,
  warnings: 0,
  notes: 0,
  unshown: 0,
  told: true,
  changes: [],
  further: 0,
};

const summary = (view: Partial<MessageViews["check-summary"]>): Message => ({
  name: "check-summary",
  view: { ...nothing, ...view },
});

/** Summaries of checks, by what is in them. */
export const checkMessages: Record<string, Message> = {
  "check-summary": summary({
    notes: 1,
    changes: [
      {
        company: "Globex",
        what: "gets the badge Marketing, until 2027-03-01; rises from the tier Silver to Gold",
      },
      { company: "Initech", what: "is not listed any more: former" },
    ],
  }),
  "check-summary-nothing": summary({}),
  "check-summary-warning": summary({ warnings: 1 }),
  "check-summary-problems": summary({ failures: 502, warnings: 2, unshown: 4, told: false }),
  "check-summary-many": summary({
    failures: 1,
    changes: [{ company: "Globex", what: "becomes a partner" }],
    further: 1041,
  }),
};
