import { act } from "../github/act.ts";
import { findCheckFiles, findMergeBase, withPresence } from "../github/find-check-files.ts";
import { findPullRequest } from "../github/find-pull-request.ts";
import { checkReading, checkVerdict } from "../program/check/check-verdict.ts";
import type { Key } from "./key.ts";
import type { LookContext } from "./look.ts";

/**
 * Looks at a pull request: when it touches files of the program, their check is put at its last commit. One request for a
 * pull request that touches none.
 * @returns whether it concerns the program, and whether anything was written.
 * @throws what GitHub's client throws; the next look goes on from what was written until then.
 */
export async function lookAtPullRequest(
  context: LookContext,
  key: Extract<Key, { kind: "pull-request" }>,
): Promise<"nothing" | "unchanged" | "changed"> {
  const { memory, render, pages } = context;
  const { read, write } = context.clients(key.installation);
  const look = await findPullRequest(read, key);
  if (look === null) return "nothing";
  memory.rememberLook(look);
  const reading = checkReading(look);
  if (reading === null) {
    memory.rememberHead(key, look.head);
    return "nothing";
  }
  const mergeBase = await findMergeBase(read, look);
  let found = await findCheckFiles(read, look, mergeBase, reading);
  const names = new Set(pages.keys());
  let verdict = checkVerdict(look, found, names, render);
  if ("needs" in verdict) {
    found = await withPresence(read, look, found, verdict.needs);
    verdict = checkVerdict(look, found, names, render);
  }
  if ("needs" in verdict) throw new Error(`what is known is still asked for: ${verdict.needs.join(", ")}`);
  const { action } = verdict;
  await act(write, look.repository, action === null ? [] : [action]);
  memory.rememberHead(key, look.head);
  return action === null ? "unchanged" : "changed";
}
