/** What every mutation's input has, and what it answers with again. */
export interface Input {
  clientMutationId?: string | null;
}

/** The payload of a mutation. */
export function payload(type: string, input: Input, fields: Readonly<Record<string, unknown>>) {
  return { __typename: type, clientMutationId: input.clientMutationId ?? null, ...fields };
}
