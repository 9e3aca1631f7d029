import { z } from "zod";
import { NOTICE_LABEL } from "../program/lifecycle/stage.ts";
import { type ObservedWindDown, windDownOf } from "../program/lifecycle/wind-down-issue.ts";
import type { GitHubClient } from "./client.ts";
import type { RepositoryName } from "./commit.ts";
import { fragmentsOf, instantSchema, personSchema } from "./fragments.ts";
import { graphql } from "./graphql.ts";
import { observedPerson } from "./observed.ts";

const NOTICES = /* GraphQL */ `query Notices($owner: String!, $name: String!, $label: String!, $after: String) {
  repository(owner: $owner, name: $name) {
    labelled: issues(first: 100, after: $after, labels: [$label], orderBy: { field: CREATED_AT, direction: DESC }) {
      nodes { body state closedAt author { ...Person } }
      pageInfo { hasNextPage endCursor }
    }
    newest: issues(first: 50, states: [OPEN], orderBy: { field: CREATED_AT, direction: DESC }) {
      nodes { body state closedAt author { ...Person } }
    }
  }
}
`;

const issuesSchema = z.object({
  nodes: z.array(
    z
      .object({
        body: z.string(),
        state: z.enum(["OPEN", "CLOSED"]),
        closedAt: instantSchema.nullish(),
        author: personSchema.nullish(),
      })
      .nullable(),
  ),
});

const noticesSchema = z.object({
  repository: z.object({
    labelled: issuesSchema.extend({
      pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullish() }),
    }),
    newest: issuesSchema,
  }),
});

/**
 * The issues in which partners were told that they have gone quiet: those with the label, and the newest open ones, which may not
 * have it yet. A query for each hundred.
 */
export async function findNotices(
  client: GitHubClient,
  { owner, name }: RepositoryName,
  app: string,
): Promise<ObservedWindDown[]> {
  const found: ObservedWindDown[] = [];
  let after: string | null = null;
  for (;;) {
    const variables: Record<string, unknown> = { owner, name, label: NOTICE_LABEL.name, after };
    const { data }: { data: z.output<typeof noticesSchema> } = await graphql(
      client,
      NOTICES + fragmentsOf(NOTICES),
      variables,
      noticesSchema,
    );
    const { labelled, newest } = data.repository;
    for (const issue of [...labelled.nodes, ...newest.nodes]) {
      if (issue === null) continue;
      const partner = windDownOf({ author: observedPerson(issue.author, app), body: issue.body });
      if (partner === null) continue;
      const state = issue.state === "OPEN" ? "open" : "closed";
      found.push({ partner, state, closedAt: issue.closedAt ?? null });
    }
    if (!labelled.pageInfo.hasNextPage) return found;
    after = labelled.pageInfo.endCursor ?? null;
  }
}
