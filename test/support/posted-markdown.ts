import type { Nodes } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";

/** GitHub takes no longer text. */
const LONGEST_TEXT = 65_536;
const OWN_HTML = /^(?:<!-- partnerbot:[^<>]* -->|<\/?(?:details|code)>|<summary>[^<>]*<\/summary>|\s)*$/;
const MENTION = /(?<![\p{L}\p{N}_`])@([A-Za-z0-9][A-Za-z0-9-]*)/gu;
const REFERENCE = /(?<![\p{L}\p{N}_])(?:#\d|GH-\d|[A-Za-z0-9-]+\/[A-Za-z0-9._-]+#\d)/u;

/**
 * What in a text that the bot posted does something and is not the bot's own: links away from `home`, images, HTML,
 * mentions of others than `known`, references, or too many characters. Empty when all is inert.
 */
export function lively(text: string, home: string, known: readonly string[]): string[] {
  const found: string[] = text.length > LONGEST_TEXT ? [`${text.length} characters`] : [];
  const visit = (node: Nodes, linked: boolean): void => {
    if (node.type === "image" || node.type === "imageReference" || node.type === "footnoteReference") {
      found.push(node.type);
    } else if (node.type === "html" && !OWN_HTML.test(node.value)) {
      found.push(`html ${node.value}`);
    } else if (node.type === "link" && !node.url.startsWith(`${home}/`)) {
      found.push(`link ${node.url}`);
    } else if (node.type === "text") {
      for (const [, login = ""] of node.value.matchAll(MENTION)) {
        if (!known.includes(login.toLowerCase())) found.push(`mention ${login}`);
      }
      if (!linked && REFERENCE.test(node.value)) found.push(`reference ${node.value}`);
    }
    if ("children" in node) for (const child of node.children) visit(child, linked || node.type === "link");
  };
  visit(fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }), false);
  return found;
}
