import type { Contribution } from "../../program/activity/contribution.ts";
import type { RepositoryCoverage } from "../../program/activity/coverage.ts";
import type { Instant } from "../../program/instant.ts";
import type { ConnectionName } from "./connection-page.ts";

/** One repository that is to be collected. */
export interface CollectionTask {
  /** `owner/name`, as it is linked. */
  linked: string;
  /** What is known of it, and under which name; `null` for nothing. */
  before: RepositoryCoverage | null;
  previous: string | null;
  /** From when on everything is to be known. */
  from: Instant;
  /** What a look at it has shown; `null` where there was none. */
  probed: {
    at: Instant;
    id: string;
    name: string;
    /** Lists in which nothing has happened since they were read. */
    unchanged: readonly ConnectionName[];
  } | null;
}

/** What the collection of one repository came to. */
export interface CollectedRepository {
  linked: string;
  /** As GitHub spells it; `null` where GitHub does not show it. */
  name: string | null;
  /** The name under which it was known. */
  previous: string | null;
  contributions: readonly Contribution[];
  /** All commits after this were read, so that known ones that were not found are gone; `null` for no such time. */
  commitsFrom: Instant | null;
  /** As it is now known, the files as they were. */
  coverage: RepositoryCoverage;
}
