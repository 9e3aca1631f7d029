import { vi } from "vitest";
import { runCommandLine } from "../../src/command-line/run.ts";
import { findAccount } from "../../src/sandbox/accounts.ts";
import { createPersonalToken } from "../../src/sandbox/authentication.ts";
import type { LocalProgram } from "./local-program.ts";

/** Runs `partnerbot WORDS…` in this process, and returns what it printed. */
export async function runPartnerbot(words: readonly string[], folder: string) {
  const printed = { out: "", error: "" };
  const status = await runCommandLine(words, {
    out: (text) => {
      printed.out += text;
    },
    error: (text) => {
      printed.error += text;
    },
    colour: false,
    folder,
  });
  return { status, ...printed };
}

/** The environment of a person who uses the local GitHub with a token. `vi.unstubAllEnvs` ends it. */
export function useLocalGitHub(program: LocalProgram, login: string): void {
  const account = findAccount(program.world.state, login);
  if (account === null) throw new Error(`there is no account ${login}`);
  vi.stubEnv("GITHUB_TOKEN", createPersonalToken(program.world.state, account));
  vi.stubEnv("GHE_HOST", new URL(program.server.url).host);
  vi.stubEnv("GHE_PROTOCOL", "http");
}
