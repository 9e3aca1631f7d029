/** The formats in which a company may send its logo, as sharp calls them. */
export type PictureFormat = "png" | "jpeg" | "webp" | "gif" | "svg";

/** What a file is by its first bytes, whatever its name says; `null` for everything else. An SVG is text in UTF-8. */
export function pictureFormat(bytes: Uint8Array): PictureFormat | null {
  const start = Buffer.from(bytes.subarray(0, 12)).toString("latin1");
  if (start.startsWith("\x89PNG\r\n\x1a\n")) return "png";
  if (start.startsWith("\xff\xd8\xff")) return "jpeg";
  if (/^RIFF[\s\S]{4}WEBP/.test(start)) return "webp";
  if (/^GIF8[79]a/.test(start)) return "gif";
  const text = readUtf8(bytes);
  return text !== null && /^\s*</.test(text) && /<(?:[\w.-]+:)?svg[\s/>]/.test(text) ? "svg" : null;
}

/** `null` where the bytes are no UTF-8. A byte order mark goes. */
export function readUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}
