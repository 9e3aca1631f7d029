// @ts-check
// A process of its own: pictures come from strangers, and no decoder can be stopped from outside or trusted to end.
// It is plain JavaScript, so that the tests and the built package run the same file.
import { buffer } from "node:stream/consumers";
import sharp from "sharp";

/** @type {{ format: "png" | "jpeg" | "webp" | "gif" | "svg", side: number, mostPixels: number }} */
const { format, side, mostPixels } = JSON.parse(process.argv[2] ?? "");

/** The loaders of libvips. None but the one for the format is ever asked. */
const LOADERS = {
  png: "VipsForeignLoadPngBuffer",
  jpeg: "VipsForeignLoadJpegBuffer",
  webp: "VipsForeignLoadWebpBuffer",
  gif: "VipsForeignLoadNsgifBuffer",
  svg: "VipsForeignLoadSvgBuffer",
};

sharp.block({ operation: ["VipsForeignLoad"] });
sharp.unblock({ operation: [LOADERS[format]] });
sharp.cache(false);
sharp.concurrency(1);

const bytes = await buffer(process.stdin);
try {
  // A line with what was measured, then the picture; no picture when it has too many pixels.
  const picture = sharp(bytes, { failOn: "error", limitInputPixels: false, sequentialRead: true });
  const { width, height } = await picture.metadata();
  process.stdout.write(`${JSON.stringify({ width, height })}\n`);
  // An SVG has no pixels before it is drawn, and is drawn in the size that is wanted.
  if (format === "svg" || width * height <= mostPixels) {
    const drawn = picture.autoOrient().resize({ width: side, height: side, fit: "inside" });
    process.stdout.write(await drawn.toColourspace("srgb").png().toBuffer());
  }
} catch (error) {
  // It is the picture's fault; anything else that is thrown ends this with 1.
  process.stderr.write(`${error}\n`);
  process.exitCode = 2;
}
