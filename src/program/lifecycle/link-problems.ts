import type { ActivityConfig } from "../activity/activity-config.ts";
import type { Coverage, GlobProblem } from "../activity/coverage.ts";
import { isGlob, MOST_OF_A_GLOB } from "../activity/repository-glob.ts";
import type { ObservedFile } from "../observation.ts";
import type { FileProblem } from "../program-files.ts";
import { locateIn } from "../yaml-problems.ts";

/** What of the linked repositories cannot be collected, where the config says so, and how that is mended. */
export function linkProblems(
  { path, text }: Pick<ObservedFile, "path" | "text">,
  { repositories: links }: Pick<ActivityConfig, "repositories">,
  coverage: Coverage,
): FileProblem[] {
  const locate = locateIn(text);
  return links.flatMap((link, index) => {
    const found = coverage.globs?.[link];
    const problem = isGlob(link) ? found && globProblem(link, found) : nameProblem(link, coverage);
    if (problem === undefined) return [];
    const { line, column } = locate(["activity", "repositories", index]);
    return [{ path, line, column, message: problem }];
  });
}

function globProblem(glob: string, problem: GlobProblem): string {
  const [owner = ""] = glob.split("/");
  switch (problem) {
    case "too-many":
      return `${glob} stands for more than ${MOST_OF_A_GLOB} repositories, so nothing of it is collected: link repositories by name, or by narrower globs`;
    case "nothing":
      return `${glob} stands for no repository that this app can see: correct it, or leave it out (archived repositories and forks count only with activity.archived and activity.forks)`;
    case "not-found":
      return `There is no ${owner} on GitHub, so ${glob} stands for nothing: correct the name`;
    case "forbidden":
      return `GitHub does not show this app the repositories of ${owner}, so nothing of ${glob} is collected: install the app there, or link public repositories by name`;
  }
}

function nameProblem(name: string, { repositories }: Coverage): string | undefined {
  const isMeant = (other: string) => other.toLowerCase() === name.toLowerCase();
  const [, known] =
    Object.entries(repositories).find(([called, { formerly = [] }]) => [called, ...formerly].some(isMeant)) ??
    [];
  switch (known?.problem) {
    case "not-found":
      return `${name} is not found on GitHub: correct the name, make the repository public, or install this app there`;
    case "forbidden":
      return `GitHub does not show ${name} to this app: make the repository public, or install this app there`;
    default:
      return undefined;
  }
}
