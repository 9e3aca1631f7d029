import {
  type GraphQLFieldResolver,
  type GraphQLResolveInfo,
  getNamedType,
  isInputObjectType,
  type SelectionSetNode,
} from "graphql";
import { notImplemented } from "./refusal.ts";

/**
 * A value of one GraphQL object type: its name and its fields, each a value or a function of the field's arguments.
 * A field that is not there is one that the sandbox does not have.
 */
export interface Fields {
  readonly __typename: string;
  readonly [field: string]: unknown;
}

/** Finds a field in `Fields`, calls it when it is a function, and refuses what the sandbox does not have or does not honour. */
export const resolveField: GraphQLFieldResolver<unknown, unknown> = (
  source,
  given,
  _context,
  info,
): unknown => {
  const what = `${info.parentType.name}.${info.fieldName}`;
  if (!isFields(source) || !Object.hasOwn(source, info.fieldName)) throw notImplemented(what);
  const field = source[info.fieldName];
  const tracked = Object.keys(given).length === 0 ? NO_ARGUMENTS : track(given);
  const value: unknown = typeof field === "function" ? field(tracked.value, info) : field;
  for (const name of tracked.unread()) {
    if (!isDefault(info, name, given)) throw notImplemented(`the argument \`${name}\` of ${what}`);
  }
  if (value === undefined) throw notImplemented(what);
  return value;
};

/** The type of a value behind an interface or a union. */
export function resolveType(value: unknown): string | undefined {
  return isFields(value) ? value.__typename : undefined;
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && "__typename" in value;
}

/** Whether an argument, or a field of an input object (`filterBy.since`), says no more than leaving it out would. */
function isDefault(info: GraphQLResolveInfo, path: string, given: Record<string, unknown>): boolean {
  const steps = path.split(".");
  const value = steps.reduce<unknown>(
    (inner, step) => (isPlainObject(inner) ? inner[step] : undefined),
    given,
  );
  return value === null || JSON.stringify(value) === JSON.stringify(defaultOf(info, steps));
}

function defaultOf(info: GraphQLResolveInfo, [name, ...steps]: readonly string[]): unknown {
  const definition = info.parentType
    .getFields()
    [info.fieldName]?.args.find((argument) => argument.name === name);
  let fallback = definition?.defaultValue;
  let type = definition === undefined ? undefined : getNamedType(definition.type);
  for (const step of steps) {
    const field = isInputObjectType(type) ? type.getFields()[step] : undefined;
    fallback = field?.defaultValue;
    type = field === undefined ? undefined : getNamedType(field.type);
  }
  return fallback;
}

interface Tracked {
  value: Record<string, unknown>;
  /** Dotted paths of the arguments, and of fields of input objects that were themselves read, that nobody read. */
  unread(): string[];
}

const NO_ARGUMENTS: Tracked = { value: {}, unread: () => [] };

/** Watches which arguments a field reads: one that it ignores must not look honoured. */
function track(given: Record<string, unknown>): Tracked {
  const read = new Set<string>();
  const nested = new Map<string, Tracked>();
  const value = new Proxy(given, {
    get(target, property): unknown {
      if (typeof property !== "string" || !Object.hasOwn(target, property)) return undefined;
      read.add(property);
      const inner = target[property];
      if (!isPlainObject(inner)) return inner;
      const tracked = nested.get(property) ?? track(inner);
      nested.set(property, tracked);
      return tracked.value;
    },
  });
  return {
    value,
    unread: () =>
      Object.keys(given).flatMap((name) => {
        const inner = nested.get(name);
        if (inner !== undefined) return inner.unread().map((path) => `${name}.${path}`);
        return read.has(name) ? [] : [name];
      }),
  };
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The names of the fields that are asked for under this one, fragments unfolded. */
export function selectedNames(info: GraphQLResolveInfo): Set<string> {
  const names = new Set<string>();
  const visit = (selections: SelectionSetNode): void => {
    for (const selection of selections.selections) {
      if (selection.kind === "Field") names.add(selection.name.value);
      else if (selection.kind === "InlineFragment") visit(selection.selectionSet);
      else {
        const fragment = info.fragments[selection.name.value];
        if (fragment !== undefined) visit(fragment.selectionSet);
      }
    }
  };
  for (const node of info.fieldNodes) if (node.selectionSet !== undefined) visit(node.selectionSet);
  return names;
}
