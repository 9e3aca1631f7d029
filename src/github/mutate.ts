import { z } from "zod";
import type { GitHubClient } from "./client.ts";
import { GraphQLAnswerError, graphql } from "./graphql.ts";

/** One mutation: its name in GitHub's schema (the input type is named after it) and what it is given. */
export interface Mutation {
  name: string;
  input: Record<string, unknown>;
  /** The selection on the payload; what is asked for comes back under the mutation's place in the list. */
  selection: string;
}

/**
 * Sends several mutations in one request. GitHub runs them in order, and goes on after one that fails: so only
 * mutations that do not depend on each other belong in one batch.
 * @returns the payloads in the order of the mutations.
 * @throws {GraphQLAnswerError} when any of them failed; those before and after it may have been applied.
 */
export async function mutate(client: GitHubClient, mutations: readonly Mutation[]): Promise<unknown[]> {
  if (mutations.length === 0) return [];
  const parameters = mutations.map(({ name }, index) => `$i${index}: ${inputType(name)}!`);
  const fields = mutations.map(
    ({ name, selection }, index) => `  m${index}: ${name}(input: $i${index}) { ${selection} }`,
  );
  const document = `mutation Partnerbot(${parameters.join(", ")}) {\n${fields.join("\n")}\n}\n`;
  const variables = Object.fromEntries(mutations.map(({ input }, index) => [`i${index}`, input]));
  try {
    const { data } = await graphql(client, document, variables, z.record(z.string(), z.unknown()));
    return mutations.map((_, index) => data[`m${index}`]);
  } catch (error) {
    throw error instanceof GraphQLAnswerError ? named(error, mutations) : error;
  }
}

/** The same error, with each problem under its mutation's name instead of its place. */
function named(error: GraphQLAnswerError, mutations: readonly Mutation[]): GraphQLAnswerError {
  const problems = error.problems.map((problem) => {
    const [place, ...rest] = problem.path;
    const name = mutations.find((_, index) => place === `m${index}`)?.name;
    return name === undefined
      ? problem
      : { ...problem, path: [name, ...rest], message: `${name}: ${problem.message}` };
  });
  return new GraphQLAnswerError(problems, error.reset);
}

function inputType(name: string): string {
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
}
