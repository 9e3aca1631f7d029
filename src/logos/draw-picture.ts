import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { z } from "zod";
import { UserError } from "../errors.ts";
import type { PictureFormat } from "./picture-format.ts";

const SCRIPT = fileURLToPath(new URL("./picture-process.mjs", import.meta.url));

/** What a program needs of its surroundings to run at all; no key and no secret. */
const INHERITED = ["PATH", "NODE_OPTIONS", "SystemRoot", "TEMP", "TMPDIR", "TMP"];

/** Far above any PNG of the sizes that are asked for. */
const LONGEST_OUTPUT = 16 * 1024 * 1024;

/** The exit status for a picture that cannot be read. */
const UNREADABLE = 2;

interface DrawnPicture {
  /** In pixels, as the file has them. */
  width: number;
  height: number;
  /** PNG in sRGB, as large as fits into the square, without metadata; `null` when the file has too many pixels. */
  png: Uint8Array | null;
}

const run = promisify(execFile);
const measuredSchema = z.object({ width: z.int(), height: z.int() });

/** Pictures are read one after the other: each may take a few hundred megabytes. */
let turn: Promise<unknown> = Promise.resolve();

/**
 * Reads a picture of strangers in a process of its own, which has no secrets, loads nothing, and is killed when it takes
 * too long: libvips' own time limit does not reach into the drawing of an SVG.
 * @throws {UserError} `logo-unreadable` for a damaged file, `logo-too-slow`.
 */
export function drawPicture(
  bytes: Uint8Array,
  order: { format: PictureFormat; side: number; mostPixels: number; milliseconds: number },
): Promise<DrawnPicture> {
  const drawn = turn.then(() => drawNow(bytes, order));
  turn = drawn.catch(() => {});
  return drawn;
}

async function drawNow(
  bytes: Uint8Array,
  { milliseconds, ...order }: Parameters<typeof drawPicture>[1],
): Promise<DrawnPicture> {
  const running = run(process.execPath, [SCRIPT, JSON.stringify(order)], {
    encoding: "buffer",
    env: Object.fromEntries(INHERITED.map((name) => [name, process.env[name]])),
    maxBuffer: LONGEST_OUTPUT,
    timeout: milliseconds,
    killSignal: "SIGKILL",
    windowsHide: true,
  });
  // It may be gone before it has read everything; how it ended says why.
  running.child.stdin?.on("error", () => {}).end(bytes);
  try {
    const { stdout } = await running;
    const end = stdout.indexOf("\n");
    const png = stdout.subarray(end + 1);
    const measured = measuredSchema.parse(JSON.parse(stdout.subarray(0, end).toString("utf8")));
    return { ...measured, png: png.length === 0 ? null : png };
  } catch (error) {
    throw explained(error, order.format) ?? error;
  }
}

const endSchema = z.object({
  killed: z.boolean(),
  code: z.union([z.number(), z.string(), z.null()]),
  signal: z.string().nullish(),
});

/** `null` for what is no fault of the picture. */
function explained(error: unknown, format: PictureFormat): UserError | null {
  const { data: end } = endSchema.safeParse(error);
  if (end === undefined) return null;
  if (end.killed && end.signal === "SIGKILL") {
    return new UserError(
      "logo-too-slow",
      "The logo takes too long to draw.",
      "Attach a simpler drawing, or a PNG of it.",
      { cause: error },
    );
  }
  const hasCrashed = typeof end.signal === "string";
  if (end.code !== UNREADABLE && !hasCrashed) return null;
  return new UserError(
    "logo-unreadable",
    `The logo begins as ${NAMES[format]} and cannot be read to its end: it is damaged, or cut short.`,
    "Open it in an image editor, export it anew, and attach that.",
    { cause: error },
  );
}

const NAMES: Record<PictureFormat, string> = {
  png: "a PNG",
  jpeg: "a JPEG",
  webp: "a WebP",
  gif: "a GIF",
  svg: "an SVG",
};
