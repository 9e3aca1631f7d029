import { UserError } from "../errors.ts";
import { runDemo } from "../sandbox/demo/demo.ts";
import type { Command } from "./command.ts";

/** Plays the life of a partnership on a GitHub on this machine. */
export const demo: Command = {
  summary: "Play the life of a partnership on a GitHub on this machine: no account, no network",
  describe: [
    "Starts a small GitHub on this machine and the real service against it, and plays the story of one partnership: a proposal is filed and mended, discussed, voted on by a committee, listed by a pull request, and closed; then the company works in a linked repository, goes quiet, is told, and comes back. It prints who did what, what the bot did, and how many requests to GitHub that took.",
    "The resulting repository is left in ./partnerbot-demo/: the config, the partners list, the record of the decision, the site (site/index.html), the data branch with the ledger of what was counted, and the issues as people saw them (story.md). The folder is replaced by the next run.",
    "With a proposal of your own (the text of an issue), it plays that instead, as far as it goes. With a form of your own and no config, a config is derived from the form's labels, printed, and left in the folder to be edited.",
  ],
  options: {
    serve: {
      type: "boolean",
      describe: "Keep it running, with a web view in which you act as any of the people.",
    },
    port: {
      type: "string",
      value: "PORT",
      describe: "Port of the web view; with --serve. Default: any that is free.",
    },
    proposal: {
      type: "string",
      value: "FILE",
      describe: "Play this proposal: a file with the text of an issue.",
    },
    form: { type: "string", value: "FILE", describe: "Use this issue form instead of Partnerbot's own." },
    config: {
      type: "string",
      value: "FILE",
      describe: "Use this .github/partnerbot.yml instead of the story's.",
    },
  },
  operands: null,
  examples: [
    { line: "demo", does: "Play the story" },
    { line: "demo --serve", does: "Play it, and go on by yourself in the browser" },
    {
      line: "demo --proposal issue.md --form partner.yml",
      does: "See what becomes of a real proposal on your own form",
    },
    {
      line: "demo --proposal issue.md --form partner.yml --config partnerbot.yml",
      does: "The same with your own committee and rules",
    },
  ],
  exits: {
    0: "the story was played to its end; an incomplete proposal ends with what is missing",
    1: "something did not come as it should, a file cannot be used, or ./partnerbot-demo/ is not the demo's",
    2: "used wrongly",
  },

  async run(given, terminal) {
    const serve = given.flag("serve");
    const [proposal, form, config] = [given.text("proposal"), given.text("form"), given.text("config")];
    const port = given.text("port");
    if (port !== null && !serve) throw wrongUse("--port is for the web view.", "Add --serve.");
    if (port !== null && !(/^\d{1,5}$/.test(port) && Number(port) <= 65_535)) {
      throw wrongUse(`${port} is not a port.`, "Write a number from 1 to 65535.");
    }
    if (proposal === null && (form ?? config) !== null && !serve) {
      throw wrongUse(
        "With a form or a config of your own, the story needs a proposal that fits.",
        "Add --proposal FILE, or --serve to file one in the browser.",
      );
    }
    await runDemo(
      { serve, port: port === null || port === "0" ? null : Number(port), proposal, form, config },
      terminal,
    );
    return 0;
  },
};

function wrongUse(message: string, mend: string): UserError {
  return new UserError("usage", message, mend);
}
