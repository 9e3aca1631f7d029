import type { ActivityConfig } from "../../program/activity/activity-config.ts";
import type { Contribution, ContributionKind } from "../../program/activity/contribution.ts";
import { isLeftOut } from "../../program/activity/left-out.ts";
import { namedPartner } from "../../program/activity/trailer.ts";
import type { Instant } from "../../program/instant.ts";
import {
  type Actor,
  type Comments,
  type ConnectionPage,
  historyOf,
  type Reviews,
} from "./connection-page.ts";

/** Which contributions of a repository are kept. */
export interface Keeping {
  config: Pick<ActivityConfig, "bots" | "people" | "opted-out">;
  /** The address of the repository. */
  home: string;
  /** What happened before it is left out. */
  from: Instant;
  /** What has no account is counted from here on; before that it was counted already. */
  counted: Instant;
  /** What has no account and was counted before the collection was interrupted. */
  unattributed: ReadonlySet<string>;
}

/** What pages came to. */
export class Gathered {
  #contributions: Contribution[] = [];
  #unattributed = new Set<string>();
  readonly #keeping: Keeping;

  constructor(keeping: Keeping) {
    this.#keeping = keeping;
  }

  get contributions(): readonly Contribution[] {
    return this.#contributions;
  }

  /** Contributions that have no account and were not counted yet. */
  get unattributed(): ReadonlySet<string> {
    return this.#unattributed;
  }

  pullRequests(page: ConnectionPage): void {
    for (const node of page.pullRequests?.nodes ?? []) {
      if (node === null) continue;
      const partner = namedPartner(node.body);
      this.#add("pull-request-opened", node.createdAt, node.author, node, partner);
      if (node.mergedAt !== null) this.#add("pull-request-merged", node.mergedAt, node.author, node, partner);
      this.reviews(node.reviews);
      this.comments(node.comments);
    }
  }

  issues(page: ConnectionPage): void {
    for (const node of page.issues?.nodes ?? []) {
      if (node === null) continue;
      this.#add("issue", node.createdAt, node.author, node, null);
      this.comments(node.comments);
    }
  }

  reviews({ nodes }: Reviews): void {
    for (const node of nodes) {
      // One that is not submitted yet is nobody's business.
      if (node !== null && node.submittedAt !== null)
        this.#add("review", node.submittedAt, node.author, node, null);
    }
  }

  comments({ nodes }: Comments): void {
    for (const node of nodes) {
      if (node !== null) this.#add("comment", node.createdAt, node.author, node, null);
    }
  }

  /** Commits that merge others are no work of their own. Those of a walk that begins anew may be gone by now. */
  commits(page: ConnectionPage, isFirst: boolean): void {
    if (isFirst) {
      this.#contributions = this.#contributions.filter(({ kind }) => kind !== "commit");
      this.#unattributed = new Set([...this.#unattributed].filter((key) => !key.startsWith("commit ")));
    }
    for (const node of historyOf(page)?.nodes ?? []) {
      if (node === null || node.parents.totalCount > 1) continue;
      this.#add("commit", node.committedDate, asActor(node.author?.user), node, namedPartner(node.message));
    }
  }

  releases(page: ConnectionPage): void {
    for (const node of page.releases?.nodes ?? []) {
      if (node === null || node.isDraft || node.publishedAt === null) continue;
      this.#add("release", node.publishedAt, asActor(node.author), node, null);
    }
  }

  #add(
    kind: ContributionKind,
    at: Instant,
    actor: Actor,
    { id, url }: { id: string; url: string },
    partner: string | null,
  ): void {
    const { config, home, from, counted, unattributed } = this.#keeping;
    if (at < from) return;
    const by = actor?.databaseId ?? null;
    if (actor != null && isLeftOut(config, { login: actor.login, id: by, kind: actor.__typename })) return;
    if (by === null) {
      const key = `${kind} ${id}`;
      if (at >= counted && !unattributed.has(key)) this.#unattributed.add(key);
      return;
    }
    const path = url.startsWith(`${home}/`) ? url.slice(home.length + 1) : url;
    const found: Contribution = { id, kind, at, by, path };
    this.#contributions.push(partner === null ? found : { ...found, partner });
  }
}

function asActor(user: { login: string; databaseId?: number | null | undefined } | null | undefined): Actor {
  return user == null ? null : { __typename: "User", ...user };
}
