import type { Action, Annotation } from "../program/action.ts";
import { CHECK_NAME } from "../program/check/pull-request-look.ts";
import { truncateText } from "../text/escape.ts";
import type { GitHubClient } from "./client.ts";
import type { RepositoryName } from "./commit.ts";

/** GitHub takes so many annotations a request, and adds them to those before. */
const MOST_ANNOTATIONS = 50;
/** Far below GitHub's limit of 64 kB, and more than anybody reads. */
const LONGEST_MESSAGE = 2_000;

/**
 * Puts the result of a check at a commit: one request, and one more for each further fifty annotations. It is complete
 * only with the last of them, so one that was cut off is gone on with by the next look.
 */
export async function writeCheck(
  client: GitHubClient,
  { owner, name }: RepositoryName,
  check: Extract<Action, { do: "check" }>,
): Promise<void> {
  const { head, conclusion, title, summary, externalId, started } = check;
  const rest = check.annotations.slice(started?.annotations ?? 0);
  const pages = Array.from({ length: Math.max(1, Math.ceil(rest.length / MOST_ANNOTATIONS)) }, (_, page) =>
    rest.slice(page * MOST_ANNOTATIONS, (page + 1) * MOST_ANNOTATIONS),
  );
  let id = started?.id ?? null;
  for (const [page, annotations] of pages.entries()) {
    const state =
      page === pages.length - 1
        ? ({ status: "completed", conclusion } as const)
        : ({ status: "in_progress" } as const);
    const output = { title, summary, annotations: annotations.map(printAnnotation) };
    const common = { owner, repo: name, name: CHECK_NAME, external_id: externalId, output, ...state };
    if (id === null) {
      const created = await client.rest.checks.create({ ...common, head_sha: head });
      id = created.data.id;
    } else {
      await client.rest.checks.update({ ...common, check_run_id: id });
    }
  }
}

function printAnnotation({ path, line, column, level, message }: Annotation) {
  return {
    path,
    start_line: line,
    end_line: line,
    start_column: column,
    end_column: column,
    annotation_level: level,
    message: truncateText(message, LONGEST_MESSAGE),
  };
}
