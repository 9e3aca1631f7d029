import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { UserError } from "../../../src/errors.ts";
import { encodeLogo } from "../../../src/logos/logo-image.ts";
import {
  BLACK,
  CLEAR,
  chunksOf,
  claimingPng,
  pixelAt,
  plain,
  plainPng,
  RED,
  svg,
  WHITE,
} from "../../support/pictures.ts";

const PLATE = [246, 248, 250, 255];

async function refusalOf(bytes: Uint8Array, options?: { milliseconds: number }): Promise<UserError> {
  try {
    await encodeLogo(bytes, options);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    expect(error.mend).toMatch(/^(?:Attach|Export|Open) .*\.$/);
    return error;
  }
  throw new Error("the logo was taken");
}

describe("encoding a logo", () => {
  it.each(["png", "jpeg", "webp", "gif"] as const)(
    "takes a %s, and makes squares of 400 pixels",
    async (format) => {
      const bytes = await plain(200, 100).toFormat(format).toBuffer();
      const { light, dark } = await encodeLogo(bytes);
      for (const png of [light, dark]) {
        expect(await sharp(png).metadata()).toMatchObject({
          format: "png",
          width: 400,
          height: 400,
          hasAlpha: true,
        });
      }
      const [red = 0, green = 255] = await pixelAt(light, 200, 200);
      expect([red > 200, green < 40]).toEqual([true, true]);
    },
  );

  it("fits the whole picture in with a margin, on a clear ground", async () => {
    const { light } = await encodeLogo(await plainPng(200, 100));
    const seen = async (x: number, y: number) => (await pixelAt(light, x, y))[3];
    expect(await Promise.all([seen(19, 200), seen(20, 200), seen(379, 200), seen(380, 200)])).toEqual([
      0, 255, 255, 0,
    ]);
    expect(await Promise.all([seen(200, 109), seen(200, 110), seen(200, 289), seen(200, 290)])).toEqual([
      0, 255, 255, 0,
    ]);
  });

  it("draws an SVG of any size as sharp as it can be", async () => {
    for (const attributes of ['viewBox="0 0 8 8"', 'width="60000" height="60000" viewBox="0 0 8 8"']) {
      const { light } = await encodeLogo(svg('<path d="M0 0h4v8H0z" fill="#dc1414"/>', attributes));
      expect(await pixelAt(light, 199, 200)).toEqual([220, 20, 20, 255]);
      expect(await pixelAt(light, 200, 200)).toEqual([0, 0, 0, 0]);
    }
  });

  it("gives a picture a light plate for dark pages only where it would be lost there", async () => {
    const dark = await encodeLogo(await plainPng(100, 100, BLACK));
    expect(await pixelAt(dark.dark, 200, 10)).toEqual(PLATE);
    expect(await pixelAt(dark.dark, 0, 0)).toEqual([0, 0, 0, 0]);
    expect(await pixelAt(dark.dark, 200, 200)).toEqual([0, 0, 0, 255]);
    expect(await pixelAt(dark.light, 200, 10)).toEqual([0, 0, 0, 0]);
    for (const colour of [WHITE, RED]) {
      const bright = await encodeLogo(await plainPng(100, 100, colour));
      expect(bright.dark).toEqual(bright.light);
    }
  });

  it("gives the same bytes for the same bytes", async () => {
    const bytes = svg('<circle cx="50" cy="50" r="40"/>');
    expect(await encodeLogo(bytes)).toEqual(await encodeLogo(bytes));
  });

  it("takes out what is no picture: camera, place, colour profile, comments", async () => {
    const bytes = await plain(100, 50)
      .jpeg()
      .withIccProfile("p3")
      .withExif({ IFD0: { Copyright: "a secret place", Artist: "Anna" } })
      .toBuffer();
    expect(bytes.toString("latin1")).toContain("a secret place");
    const { light, dark } = await encodeLogo(bytes);
    for (const png of [light, dark]) {
      expect([...new Set(chunksOf(png))]).toEqual(["IHDR", "pHYs", "IDAT", "IEND"]);
      expect(Buffer.from(png).toString("latin1")).not.toContain("a secret place");
    }
  });

  it("turns a photograph as its camera was held", async () => {
    const bytes = await plain(200, 50).jpeg().withMetadata({ orientation: 6 }).toBuffer();
    const { light } = await encodeLogo(bytes);
    expect((await pixelAt(light, 200, 21))[3]).toBe(255);
    expect((await pixelAt(light, 21, 200))[3]).toBe(0);
  });

  it("takes the first frame of what moves", async () => {
    const frames = [RED, BLACK].map((colour) => plain(64, 64, colour).png().toBuffer());
    const bytes = await sharp(await Promise.all(frames), { join: { animated: true } })
      .gif()
      .toBuffer();
    expect((await sharp(bytes).metadata()).pages).toBe(2);
    expect((await pixelAt((await encodeLogo(bytes)).light, 200, 200))[0]).toBeGreaterThan(200);
  });

  it("understands grey, 16 bits, and the colours of print", async () => {
    const grey = await plain(64, 64, WHITE).toColourspace("b-w").png().toBuffer();
    const deep = await plain(64, 64, WHITE).toColourspace("rgb16").png().toBuffer();
    const print = await plain(64, 64, WHITE).toColourspace("cmyk").jpeg().toBuffer();
    for (const bytes of [grey, deep, print]) {
      const { light } = await encodeLogo(bytes);
      expect(await sharp(light).metadata()).toMatchObject({ channels: 4, depth: "uchar", space: "srgb" });
      const [red = 0, , , alpha] = await pixelAt(light, 200, 200);
      expect([red > 250, alpha]).toEqual([true, 255]);
    }
  });
});

describe("a logo that cannot be used", () => {
  it("is larger than 5 MB", async () => {
    const refusal = await refusalOf(new Uint8Array(50 * 1024 * 1024));
    expect(refusal).toMatchObject({ code: "logo-too-large", message: "The logo has 50 MB." });
    expect(refusal.mend).toBe("Attach one of at most 5 MB.");
  });

  it("claims more pixels than anybody has memory for", async () => {
    const bytes = claimingPng(50_000, 50_000);
    expect(bytes.length).toBeLessThan(200);
    const refusal = await refusalOf(bytes);
    expect(refusal).toMatchObject({
      code: "logo-too-many-pixels",
      message: "The logo has 50,000 by 50,000 pixels, which is more than 25 million.",
    });
  });

  it("has too few pixels", async () => {
    const refusal = await refusalOf(await plainPng(1, 1));
    expect(refusal).toMatchObject({ code: "logo-too-small", message: "The logo has 1 by 1 pixels." });
    expect(refusal.mend).toContain("at least 32 by 32");
    expect(await refusalOf(await plainPng(31, 64))).toMatchObject({ code: "logo-too-small" });
    await encodeLogo(await plainPng(32, 32));
  });

  it("is a ribbon", async () => {
    expect(await refusalOf(await plainPng(1000, 124))).toMatchObject({ code: "logo-too-long" });
    expect(await refusalOf(svg("<path d='M0 0h9v9'/>", 'viewBox="0 0 3000 1"'))).toMatchObject({
      code: "logo-too-long",
    });
    await encodeLogo(await plainPng(1000, 125));
  });

  it("is something else under the name of a picture", async () => {
    const others = [
      Buffer.from("Just some text.\n"),
      Buffer.from("<!doctype html><p>hello</p>"),
      Buffer.from("%PDF-1.7\n"),
      Buffer.from([0x1f, 0x8b, 8, 0]),
      Buffer.from("\uFEFF<svg xmlns='http://www.w3.org/2000/svg'/>", "utf16le"),
      await plain(64, 64).tiff().toBuffer(),
      new Uint8Array(0),
    ];
    for (const bytes of others) expect(await refusalOf(bytes)).toMatchObject({ code: "logo-unknown-format" });
  });

  it("is damaged or cut short", async () => {
    const noise = { type: "gaussian", mean: 128, sigma: 30 } as const;
    const whole = await sharp({ create: { width: 200, height: 200, channels: 3, background: RED, noise } })
      .png()
      .toBuffer();
    const gif = await plain(100, 100).gif().toBuffer();
    const broken = [
      whole.subarray(0, whole.length / 2),
      whole.subarray(0, 20),
      gif.subarray(0, 20),
      claimingPng(1000, 1000),
      svg("<g>"),
      svg("<rect/>", 'viewBox="0 0 0 0"'),
    ];
    for (const bytes of broken) expect(await refusalOf(bytes)).toMatchObject({ code: "logo-unreadable" });
  });

  it("shows nothing", async () => {
    expect(await refusalOf(await plainPng(64, 64, CLEAR))).toMatchObject({ code: "logo-empty" });
    expect(await refusalOf(svg(""))).toMatchObject({ code: "logo-empty" });
  });

  it("is an SVG that does more than to show shapes", async () => {
    const bomb = `<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa">${Array.from(
      { length: 9 },
      (_, index) =>
        `<!ENTITY ${String.fromCharCode(98 + index)} "${`&${String.fromCharCode(97 + index)};`.repeat(10)}">`,
    ).join("")}]>${svg("<text>&j;</text>")}`;
    const hostile = [
      Buffer.from(bomb),
      svg("<script>alert(1)</script>"),
      svg('<image href="https://tracker.example/x.png"/>'),
    ];
    for (const bytes of hostile) expect(await refusalOf(bytes)).toMatchObject({ code: "logo-unsafe-svg" });
  });

  it("takes too long to draw, and is killed", async () => {
    const filters = "<feMorphology radius='40' operator='dilate'/>".repeat(200);
    const slow = svg(`<filter id="f">${filters}</filter><rect width="100" height="100" filter="url(#f)"/>`);
    expect(await refusalOf(slow, { milliseconds: 1500 })).toMatchObject({ code: "logo-too-slow" });
    // The next one does not wait for it.
    await encodeLogo(await plainPng(64, 64));
  });
});
