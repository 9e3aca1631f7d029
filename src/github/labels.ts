import { z } from "zod";
import type { Label } from "../program/action.ts";
import type { ObservedRepository } from "../program/observation.ts";
import type { GitHubClient } from "./client.ts";
import { graphql } from "./graphql.ts";
import { mutate } from "./mutate.ts";

const foundSchema = z.object({
  repository: z.record(z.string(), z.object({ id: z.string(), name: z.string() }).nullable()),
});

/** Looks for labels by name. @returns node ids by lower-case name; labels that are not there are left out. */
export async function findLabels(
  client: GitHubClient,
  { owner, name }: ObservedRepository,
  labels: readonly Label[],
): Promise<Map<string, string>> {
  const parameters = labels.map((_, index) => `, $l${index}: String!`).join("");
  const fields = labels.map((_, index) => `l${index}: label(name: $l${index}) { id name }`).join(" ");
  const document = `query Labels($owner: String!, $name: String!${parameters}) {
  repository(owner: $owner, name: $name) { ${fields} }
}`;
  const names = Object.fromEntries(labels.map((label, index) => [`l${index}`, label.name]));
  const { data } = await graphql(client, document, { owner, name, ...names }, foundSchema);
  return new Map(
    Object.values(data.repository).flatMap((label) => (label ? [[label.name.toLowerCase(), label.id]] : [])),
  );
}

const createdSchema = z.object({ label: z.object({ id: z.string(), name: z.string() }) });

/**
 * Makes labels, all in one request.
 * @returns node ids by lower-case name.
 * @throws {GraphQLAnswerError} when one of them was there already; the others may have been made.
 */
export async function createLabels(
  client: GitHubClient,
  repository: ObservedRepository,
  labels: readonly Label[],
): Promise<Map<string, string>> {
  const payloads = await mutate(
    client,
    labels.map(({ name, color, description }) => ({
      name: "createLabel",
      input: { repositoryId: repository.nodeId, name, color, description },
      selection: "label { id name }",
    })),
  );
  return new Map(
    payloads.map((payload) => {
      const { label } = createdSchema.parse(payload);
      return [label.name.toLowerCase(), label.id];
    }),
  );
}
