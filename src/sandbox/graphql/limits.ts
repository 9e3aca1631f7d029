import {
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLIncludeDirective,
  type GraphQLNamedType,
  type GraphQLSchema,
  GraphQLSkipDirective,
  getArgumentValues,
  getDirectiveValues,
  getNamedType,
  isInterfaceType,
  isObjectType,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from "graphql";
import { Refusal } from "./refusal.ts";

export interface Weight {
  /** Nodes that the call may answer with at most. */
  nodeCount: number;
  /** Points: the requests needed for each connection, divided by 100, at least 1. */
  cost: number;
}

/** Nodes that one call may ask for. */
const MOST_NODES = 500_000;

/**
 * The nodes and points of one call, by GitHub's documented formula, computed from the document before it runs.
 * Throws a `Refusal` when it asks for too many nodes.
 */
export function weigh(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  fragments: Readonly<Record<string, FragmentDefinitionNode>>,
  variables: Readonly<Record<string, unknown>>,
): Weight {
  const counted = new Set<string>();
  let nodeCount = 0;
  let requests = 0;

  const visit = (
    selections: SelectionSetNode,
    type: GraphQLNamedType,
    parents: number,
    path: string,
  ): void => {
    for (const selection of selections.selections) {
      if (!isIncluded(selection, variables)) continue;
      if (selection.kind === "Field") {
        visitField(selection, type, parents, path);
        continue;
      }
      const fragment = selection.kind === "InlineFragment" ? selection : fragments[selection.name.value];
      if (fragment === undefined) continue;
      const condition = fragment.typeCondition?.name.value;
      visit(fragment.selectionSet, (condition && schema.getType(condition)) || type, parents, path);
    }
  };

  const visitField = (field: FieldNode, type: GraphQLNamedType, parents: number, path: string): void => {
    if (!isObjectType(type) && !isInterfaceType(type)) return;
    const definition = type.getFields()[field.name.value];
    if (definition === undefined || field.selectionSet === undefined) return;
    const returned = getNamedType(definition.type);
    const place = `${path}/${type.name}.${field.alias?.value ?? field.name.value}`;
    const size = sizeOf(getArgumentValues(definition, field, variables), returned);
    if (size !== null && !counted.has(place)) {
      counted.add(place);
      nodeCount += parents * size;
      requests += parents;
    }
    visit(field.selectionSet, returned, parents * (size ?? 1), place);
  };

  const root = schema.getRootType(operation.operation);
  if (root) visit(operation.selectionSet, root, 1, "");
  if (nodeCount > MOST_NODES) {
    throw new Refusal(
      "MAX_NODE_LIMIT_EXCEEDED",
      `This query requests up to ${nodeCount.toLocaleString("en-US")} possible nodes which exceeds the maximum limit of ${MOST_NODES.toLocaleString("en-US")}.`,
    );
  }
  return { nodeCount, cost: Math.max(1, Math.round(requests / 100)) };
}

/** How many nodes a field multiplies what is below it by; `null` when it is no list of nodes. */
function sizeOf(values: Record<string, unknown>, returned: GraphQLNamedType): number | null {
  const ids = values["ids"];
  if (returned.name === "Node" && Array.isArray(ids)) return ids.length;
  if (!returned.name.endsWith("Connection")) return null;
  const size = values["first"] ?? values["last"];
  return typeof size === "number" ? Math.max(0, size) : 0;
}

function isIncluded(selection: SelectionNode, variables: Readonly<Record<string, unknown>>): boolean {
  if (getDirectiveValues(GraphQLSkipDirective, selection, variables)?.["if"] === true) return false;
  return getDirectiveValues(GraphQLIncludeDirective, selection, variables)?.["if"] !== false;
}
