import sharp from "sharp";
import { UserError } from "../errors.ts";
import type { EncodedLogo } from "../program/logo.ts";
import { activePartOfSvg } from "../text/svg-check.ts";
import { onDarkPage } from "./dark-background.ts";
import { drawPicture } from "./draw-picture.ts";
import { pictureFormat, readUtf8 } from "./picture-format.ts";

/** Bytes of a file. */
export const MOST_BYTES = 5 * 1024 * 1024;
const MOST_PIXELS = 25_000_000;
/** Pixels of the shorter side; an SVG has none. */
const LEAST_SIDE = 32;
/** The longer side by the shorter one. */
const MOST_STRETCH = 8;
/** A machine that is busy needs seconds for what else takes a tenth of one. */
const MILLISECONDS = 20_000;

/** Pixels of the square that all logos become, and of what stays free on each side of it. */
const SIDE = 400;
const MARGIN = 20;

const CLEAR = { r: 0, g: 0, b: 0, alpha: 0 };
const PLATE = Buffer.from(
  `<svg xmlns="http://www.w3.org/2000/svg" width="${SIDE}" height="${SIDE}"><rect width="${SIDE}" height="${SIDE}" rx="48" fill="#f6f8fa"/></svg>`,
);

/**
 * Makes a company's picture (PNG, JPEG, WebP, SVG, or the first frame of a GIF) into the two that the repository keeps:
 * the whole of it, in the middle of a clear square, without anything but its pixels. For dark backgrounds it gets a light
 * plate when it would be lost there. The same bytes give the same bytes.
 *
 * @throws {UserError} `logo-too-large`, `logo-unknown-format`, `logo-unsafe-svg`, `logo-unreadable`, `logo-too-slow`,
 * `logo-too-many-pixels`, `logo-too-small`, `logo-too-long`, `logo-empty`: each for the company, with what to attach.
 */
export async function encodeLogo(
  bytes: Uint8Array,
  { milliseconds = MILLISECONDS }: { milliseconds?: number } = {},
): Promise<EncodedLogo> {
  if (bytes.length > MOST_BYTES) throw tooLarge(bytes.length);
  const format = pictureFormat(bytes);
  if (format === null) {
    throw new UserError(
      "logo-unknown-format",
      "The logo is no picture of a kind that is taken, whatever its name says.",
      "Attach a PNG, JPEG, WebP, GIF or SVG.",
    );
  }
  if (format === "svg") requireDrawing(readUtf8(bytes) ?? "");
  const side = SIDE - 2 * MARGIN;
  const { width, height, png } = await drawPicture(bytes, {
    format,
    side,
    mostPixels: MOST_PIXELS,
    milliseconds,
  });
  requireSize({ width, height, isDrawn: format === "svg" });
  if (png === null) throw new Error(`a picture of ${width} by ${height} pixels was not drawn`);
  return onSquares(png);
}

/** @param length of the file in bytes; `null` when nobody waited for its end. */
export function tooLarge(length: number | null): UserError {
  const megabytes = (bytes: number) => `${Number((bytes / 1024 / 1024).toFixed(1))} MB`;
  const most = megabytes(MOST_BYTES);
  const size = length === null ? `more than ${most}` : megabytes(length);
  return new UserError("logo-too-large", `The logo has ${size}.`, `Attach one of at most ${most}.`);
}

function requireDrawing(svg: string): void {
  const part = activePartOfSvg(svg);
  if (part === null) return;
  throw new UserError(
    "logo-unsafe-svg",
    `The logo is an SVG with ${part}, which a picture must not have.`,
    "Export it as a plain SVG that holds nothing but shapes, or attach a PNG of it.",
  );
}

function requireSize({ width, height, isDrawn }: { width: number; height: number; isDrawn: boolean }): void {
  const size = `${width.toLocaleString("en")} by ${height.toLocaleString("en")}`;
  if (!isDrawn && width * height > MOST_PIXELS) {
    throw new UserError(
      "logo-too-many-pixels",
      `The logo has ${size} pixels, which is more than 25 million.`,
      "Attach a smaller one: 400 by 400 are enough.",
    );
  }
  if (!isDrawn && Math.min(width, height) < LEAST_SIDE) {
    throw new UserError(
      "logo-too-small",
      `The logo has ${size} pixels.`,
      `Attach one of at least ${LEAST_SIDE} by ${LEAST_SIDE}, better 400 by 400.`,
    );
  }
  if (Math.max(width, height) > MOST_STRETCH * Math.min(width, height)) {
    throw new UserError(
      "logo-too-long",
      `The logo is ${size}, so hardly any of it would be seen in a square.`,
      `Attach one whose longer side is at most ${MOST_STRETCH} times the shorter one.`,
    );
  }
}

async function onSquares(png: Uint8Array): Promise<EncodedLogo> {
  const { data, info } = await sharp(png).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  const seen = onDarkPage(data);
  if (seen === "empty") {
    throw new UserError(
      "logo-empty",
      "There is nothing to see in the logo: all of it is transparent.",
      "Attach one in which something is seen. Letters in an SVG have to be made into paths.",
    );
  }
  const left = Math.floor((SIDE - info.width) / 2);
  const top = Math.floor((SIDE - info.height) / 2);
  const raw = { width: info.width, height: info.height, channels: info.channels };
  const light = await sharp(data, { raw })
    .extend({
      left,
      right: SIDE - info.width - left,
      top,
      bottom: SIDE - info.height - top,
      background: CLEAR,
    })
    .png({ compressionLevel: 9 })
    .toBuffer();
  if (seen === "readable") return { light, dark: light };
  const dark = await sharp(PLATE)
    .composite([{ input: light }])
    .png({ compressionLevel: 9 })
    .toBuffer();
  return { light, dark };
}
