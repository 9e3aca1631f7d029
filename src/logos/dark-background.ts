/** Of GitHub's dark pages and of ours, `#0d1117`, relative luminance as WCAG 2.2 defines it. */
const DARK_PAGE = 0.0055;
/** WCAG 2.2, 1.4.11: what a graphic needs to be told from what is beside it. */
const LEAST_CONTRAST = 3;
/** With so much of it lost, a picture is not the same any more. */
const MOST_LOST = 0.2;
/** Fainter pixels are seen by nobody. */
const LEAST_ALPHA = 16;

const DARKEST_SEEN = LEAST_CONTRAST * (DARK_PAGE + 0.05) - 0.05;

/**
 * What a picture would look like on a dark page, by the luminance of its opaque pixels. `rgba` has four bytes for each
 * pixel, in sRGB, not premultiplied. `empty`: there is nothing to see on any page.
 */
export function onDarkPage(rgba: Uint8Array): "readable" | "unreadable" | "empty" {
  let seen = 0;
  let lost = 0;
  for (let at = 0; at + 3 < rgba.length; at += 4) {
    const [red = 0, green = 0, blue = 0, alpha = 0] = rgba.subarray(at, at + 4);
    if (alpha < LEAST_ALPHA) continue;
    seen += alpha;
    if (luminance(red, green, blue) < DARKEST_SEEN) lost += alpha;
  }
  if (seen === 0) return "empty";
  return lost / seen > MOST_LOST ? "unreadable" : "readable";
}

function luminance(red: number, green: number, blue: number): number {
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

function linear(value: number): number {
  const share = value / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}
