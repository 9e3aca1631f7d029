import {
  type ASTNode,
  type DocumentNode,
  type GraphQLError,
  type GraphQLSchema,
  Kind,
  validate,
  visit,
} from "graphql";

export interface DocumentProblem {
  message: string;
  path?: readonly string[];
  locations: readonly { line: number; column: number }[];
  extensions?: Readonly<Record<string, string>>;
}

type Wording = readonly [RegExp, (found: readonly string[]) => Omit<DocumentProblem, "path" | "locations">];

/** What graphql-js says, and what GitHub says for it. Anything else keeps graphql-js's words. */
const WORDINGS: readonly Wording[] = [
  [
    /^Cannot query field "(\w+)" on type "(\w+)"/,
    ([, field = "", type = ""]) => ({
      message: `Field '${field}' doesn't exist on type '${type}'`,
      extensions: { code: "undefinedField", typeName: type, fieldName: field },
    }),
  ],
  [
    /^Unknown argument "(\w+)" on field "\w+\.(\w+)"/,
    ([, argument = "", field = ""]) => ({
      message: `Field '${field}' doesn't accept argument '${argument}'`,
      extensions: { code: "argumentNotAccepted", name: field, typeName: "Field", argumentName: argument },
    }),
  ],
  [
    /^Field "(\w+)" argument "(\w+)" of type "[^"]+" is required/,
    ([, field = "", argument = ""]) => ({
      message: `Field '${field}' is missing required arguments: ${argument}`,
      extensions: { code: "missingRequiredArguments", className: "Field", name: field, arguments: argument },
    }),
  ],
  [
    /^Field "(\w+)" of type "([^"]+)" must have a selection of subfields/,
    ([, field = "", type = ""]) => {
      const bare = type.replace(/[![\]]/g, "");
      return {
        message: `Field must have selections (field '${field}' returns ${bare} but has no selections. Did you mean '${field} { ... }'?)`,
        extensions: { code: "selectionMismatch", nodeName: `field '${field}'`, typeName: bare },
      };
    },
  ],
  [
    /^Variable "\$(\w+)" is never used(?: in operation "(\w+)")?/,
    ([, variable = "", operation]) => ({
      message: `Variable $${variable} is declared by ${operation ?? "anonymous query"} but not used`,
      extensions: { code: "variableNotUsed", variableName: variable },
    }),
  ],
  [
    /^Variable "\$(\w+)" is not defined(?: by operation "(\w+)")?/,
    ([, variable = "", operation]) => ({
      message: `Variable $${variable} is used by ${operation ?? "anonymous query"} but not declared`,
      extensions: { code: "variableNotDefined", variableName: variable },
    }),
  ],
];

/** Everything that is wrong with a document under the schema, as GitHub words it; empty when it is valid. */
export function findDocumentProblems(schema: GraphQLSchema, document: DocumentNode): DocumentProblem[] {
  return validate(schema, document).map((error) => {
    const locations = error.locations ?? [];
    const path = pathOf(document, error);
    return { ...reworded(error.message), ...(path === null ? {} : { path }), locations };
  });
}

function reworded(message: string): Omit<DocumentProblem, "path" | "locations"> {
  for (const [pattern, word] of WORDINGS) {
    const found = pattern.exec(message);
    if (found !== null) return word([...found]);
  }
  return { message };
}

/** The way to the faulty place, as GitHub gives it: `["query Look", "repository", "issue"]`. */
function pathOf(document: DocumentNode, error: GraphQLError): string[] | null {
  const place = error.nodes?.[0];
  let path: string[] | null = null;
  const names: string[] = [];
  visit(document, {
    enter: (node) => {
      const name = nameOf(node);
      if (name !== null) names.push(name);
      if (node === place) path = [...names];
    },
    leave: (node) => {
      if (nameOf(node) !== null) names.pop();
    },
  });
  return path;
}

function nameOf(node: ASTNode): string | null {
  switch (node.kind) {
    case Kind.OPERATION_DEFINITION:
      return node.name === undefined ? node.operation : `${node.operation} ${node.name.value}`;
    case Kind.FRAGMENT_DEFINITION:
      return `fragment ${node.name.value}`;
    case Kind.INLINE_FRAGMENT:
      return node.typeCondition === undefined ? "..." : `... on ${node.typeCondition.name.value}`;
    case Kind.FIELD:
      return node.alias?.value ?? node.name.value;
    case Kind.ARGUMENT:
      return node.name.value;
    default:
      return null;
  }
}
