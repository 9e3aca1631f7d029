import { crc32, deflateSync } from "node:zlib";
import sharp, { type Sharp } from "sharp";

type Colour = { r: number; g: number; b: number; alpha?: number };

export const BLACK: Colour = { r: 0, g: 0, b: 0 };
export const WHITE: Colour = { r: 255, g: 255, b: 255 };
export const RED: Colour = { r: 220, g: 20, b: 20 };
export const CLEAR: Colour = { r: 0, g: 0, b: 0, alpha: 0 };

/** A picture of one colour. */
export function plain(width: number, height: number, background: Colour = RED): Sharp {
  return sharp({ create: { width, height, channels: 4, background } });
}

export function plainPng(width: number, height: number, background: Colour = RED): Promise<Buffer> {
  return plain(width, height, background).png().toBuffer();
}

export function svg(content: string, attributes = 'viewBox="0 0 100 100"'): Buffer {
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ${attributes}>${content}</svg>`,
  );
}

/** A PNG of a few bytes that says it is so large: what a decoder would have to make room for. */
export function claimingPng(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 6, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(Buffer.alloc(1000))),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const typed = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(typed));
  return Buffer.concat([length, typed, sum]);
}

/** The names of a PNG's chunks, in their order. */
export function chunksOf(png: Uint8Array): string[] {
  const bytes = Buffer.from(png);
  const names: string[] = [];
  for (let at = 8; at < bytes.length; at += 12 + bytes.readUInt32BE(at)) {
    names.push(bytes.toString("latin1", at + 4, at + 8));
  }
  return names;
}

/** Red, green, blue and alpha at a place. */
export async function pixelAt(png: Uint8Array, x: number, y: number): Promise<number[]> {
  const { data, info } = await sharp(png).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  const at = (y * info.width + x) * info.channels;
  return [...data.subarray(at, at + 4)];
}
