import type { GraphQLResolveInfo } from "graphql";
import type { Nodes } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import type { Instant } from "../../program/instant.ts";
import { actorAccount } from "../accounts.ts";
import { lastEdit, textOf } from "../content.ts";
import type { Content, ContentVersion } from "../state.ts";
import { actorFieldsById } from "./account.ts";
import { connection, type PageArguments } from "./connection.ts";
import type { Fields } from "./fields.ts";
import { type Scene, time } from "./scene.ts";

interface Authored {
  readonly body: Content;
  readonly authorId: number;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
}

/** The fields of everything that somebody wrote: text, author, editor, versions. */
export function contentFields(scene: Scene, authored: Authored): Omit<Fields, "__typename"> {
  const edit = () => lastEdit(authored.body);
  return {
    body: () => textOf(authored.body),
    bodyText: () => plainText(textOf(authored.body)),
    author: () => actorFieldsById(scene, authored.authorId),
    createdAt: time(authored.createdAt),
    publishedAt: time(authored.createdAt),
    updatedAt: () => time(authored.updatedAt),
    createdViaEmail: false,
    lastEditedAt: () => time(edit()?.at ?? null),
    editor: () => actorFieldsById(scene, edit()?.editorId ?? null),
    includesCreatedEdit: () => edit() !== null,
    viewerDidAuthor: authored.authorId === actorAccount(scene.state, scene.viewer).id,
    userContentEdits: (page: PageArguments, info: GraphQLResolveInfo) => {
      const versions = edit() === null ? [] : authored.body.versions;
      return connection(page, info, {
        items: versions.map((version, place) => ({ version, place })).reverse(),
        key: ({ place }) => place,
        fields: ({ version }) => editFields(scene, version),
      });
    },
  };
}

/** `diff` is, whatever its name says, the whole text of the version. */
function editFields(scene: Scene, version: ContentVersion): Fields {
  return {
    __typename: "UserContentEdit",
    id: version.nodeId,
    createdAt: time(version.at),
    editedAt: time(version.at),
    updatedAt: time(version.at),
    editor: () => actorFieldsById(scene, version.editorId),
    diff: version.text,
    deletedAt: null,
    deletedBy: null,
  };
}

const BLOCKS = new Set(["root", "blockquote", "list", "listItem", "table"]);

/** Markdown as it reads when it is rendered: no marks, no comments, one block a line. */
function plainText(markdown: string): string {
  return readable(
    fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }),
  ).trim();
}

function readable(node: Nodes): string {
  if (node.type === "html") return "";
  if (node.type === "break") return "\n";
  if ("children" in node) {
    const parts = node.children.map(readable).filter((part) => part !== "");
    return parts.join(BLOCKS.has(node.type) ? "\n" : node.type === "tableRow" ? " " : "");
  }
  if ("value" in node) return node.value;
  return "alt" in node ? (node.alt ?? "") : "";
}
