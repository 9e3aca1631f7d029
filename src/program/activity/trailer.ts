import { readCommentLines } from "../../text/comment-lines.ts";
import { partnerSchema } from "../partner.ts";

const TRAILER = /^partner[ \t]*:[ \t]*(\S+)$/i;

/**
 * The id of the partner that a commit message or the body of a pull request names by a line of its own, `Partner: acme`,
 * outside of code, quotations and lists. `null` without one, and where two lines name different partners.
 */
export function namedPartner(text: string): string | null {
  // Few texts have such a line: the others need not be taken apart.
  if (!/^[ \t]*partner[ \t]*:/im.test(text)) return null;
  const named = readCommentLines(text).flatMap(({ spoken }) => {
    const id = partnerSchema.shape.id.safeParse(TRAILER.exec(spoken)?.[1]?.toLowerCase());
    return id.success ? [id.data] : [];
  });
  const [first] = named;
  return first !== undefined && named.every((id) => id === first) ? first : null;
}
