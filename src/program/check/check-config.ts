import type { Config } from "../config.ts";
import type { Locate } from "../yaml-problems.ts";
import type { CheckFinding, FindingLevel } from "./finding.ts";

/** What a config says that can be read, and will not do what was meant. */
export function checkConfig(path: string, config: Config, locate: Locate): CheckFinding[] {
  const finding = (
    place: readonly (string | number)[],
    level: FindingLevel,
    message: string,
    mend: string,
  ): CheckFinding => ({ path, ...locate(place), level, message, mend });
  const { categories, tiers, files } = config;
  const unreachable = tiers.flatMap(({ badges, name }, index) => {
    if (badges === "all" || badges <= categories.length) return [];
    const message = `the tier ${name} takes ${badges} badges, and there are only ${categories.length} categories: no partner can reach it`;
    return [finding(["tiers", index, "badges"], "warning", message, "Write fewer, or `all`.")];
  });
  const kept = [files.registry, files.list, `${files.decisions}/README.md`];
  const taken = files["supported-by"].flatMap((file, index) => {
    const place = ["files", "supported-by", index];
    if (kept.includes(file))
      return [finding(place, "failure", `${file} has another use already`, "Name another file.")];
    if (files["supported-by"].indexOf(file) === index) return [];
    return [finding(place, "warning", `${file} is named twice`, "Keep one of the two.")];
  });
  return [...unreachable, ...taken];
}
