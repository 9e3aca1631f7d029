#!/usr/bin/env node
import { once } from "node:events";
import { runCommandLine } from "./command-line/run.ts";

// Whoever reads our output may stop reading (`partnerbot … | head`): that is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  process.exit(error.code === "EPIPE" ? 0 : 1);
});

const { NO_COLOR } = process.env;
process.exitCode = await runCommandLine(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  error: (text) => process.stderr.write(text),
  drained: async () => {
    if (process.stdout.writableNeedDrain) await once(process.stdout, "drain");
  },
  colour: process.stdout.isTTY === true && (NO_COLOR ?? "") === "",
  folder: process.cwd(),
});
