import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  parse,
} from "graphql";

/** The operations and fragments of a document, by name. */
export interface Contents {
  operations: OperationDefinitionNode[];
  fragments: Record<string, FragmentDefinitionNode>;
}

/** What is in a parsed document. */
export function contentsOf(document: DocumentNode): Contents {
  const operations: OperationDefinitionNode[] = [];
  const fragments: Record<string, FragmentDefinitionNode> = {};
  for (const definition of document.definitions) {
    if (definition.kind === Kind.OPERATION_DEFINITION) operations.push(definition);
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments[definition.name.value] = definition;
  }
  return { operations, fragments };
}

/**
 * The names by which one can tell a call: those of its operations, and its root fields (`repository`, `addComment`).
 * Empty for a text that is no GraphQL.
 */
export function operationNamesOf(document: string): string[] {
  let parsed: DocumentNode;
  try {
    parsed = parse(document, { noLocation: true });
  } catch {
    return [];
  }
  const names = contentsOf(parsed).operations.flatMap((operation) => [
    ...(operation.name === undefined ? [] : [operation.name.value]),
    ...operation.selectionSet.selections.flatMap((selection) =>
      selection.kind === Kind.FIELD ? [selection.name.value] : [],
    ),
  ]);
  return [...new Set(names)];
}

/** The operation to run, or GitHub's words for why it is none. */
export function chooseOperation(
  operations: readonly OperationDefinitionNode[],
  name: string | null,
): { operation: OperationDefinitionNode } | { problem: string } {
  if (name !== null && name !== "") {
    const operation = operations.find((one) => one.name?.value === name);
    return operation === undefined ? { problem: `No operation named "${name}"` } : { operation };
  }
  const [operation, ...others] = operations;
  if (operation === undefined)
    return { problem: "A query attribute must be specified and must be a string." };
  return others.length > 0 ? { problem: "An operation name is required" } : { operation };
}
