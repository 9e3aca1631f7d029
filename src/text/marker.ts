/** The hidden first line of a comment or file that the bot wrote. It counts only in what this app itself wrote. */
export interface Marker {
  readonly name: string;
  /** Tells several of one name apart, such as `12-admit`. */
  readonly key?: string;
}

const NAME = "[a-z][a-z0-9-]*";
const KEY = "[A-Za-z0-9](?:[A-Za-z0-9._/-]*[A-Za-z0-9])?";
const LINE = new RegExp(`^<!-- partnerbot:(${NAME})(?: key=(${KEY}))? -->[ \\t]*$`);

/** `<!-- partnerbot:result key=12-admit -->`. A name or key that could not be read back is a bug and throws. */
export function printMarker({ name, key }: Marker): string {
  const line = `<!-- partnerbot:${name}${key === undefined ? "" : ` key=${key}`} -->`;
  const read = parseMarker(line);
  if (read?.name !== name || read.key !== key || line.slice(4, -3).includes("--")) {
    throw new RangeError(`not a marker: ${JSON.stringify(line)}`);
  }
  return line;
}

/** The marker in the first line of the text; `null` when there is none. */
export function parseMarker(body: string): Marker | null {
  const [first = ""] = body.replace(/^\uFEFF/, "").split(/\r\n?|\n/, 1);
  const match = LINE.exec(first);
  if (!match?.[1]) return null;
  return match[2] === undefined ? { name: match[1] } : { name: match[1], key: match[2] };
}
