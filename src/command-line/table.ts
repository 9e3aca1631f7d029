import type { Command } from "./command.ts";

/**
 * Every command of `partnerbot`, in the order in which the help lists them. A command is a file here and a line there;
 * it is loaded only when it is asked for.
 */
export const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  activity: async () => (await import("./activity.ts")).activity,
  archive: async () => (await import("./archive.ts")).archive,
  demo: async () => (await import("./demo.ts")).demo,
  forget: async () => (await import("./forget.ts")).forget,
  render: async () => (await import("./render.ts")).render,
  simulate: async () => (await import("./simulate.ts")).simulate,
  tally: async () => (await import("./tally.ts")).tally,
  validate: async () => (await import("./validate.ts")).validate,
  verify: async () => (await import("./verify.ts")).verify,
};
