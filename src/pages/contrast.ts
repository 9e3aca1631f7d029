/** The contrast of two colours of six hexadecimal digits, from 1 to 21, as WCAG 2.2 defines it. */
export function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

/** What text has to have on its ground (WCAG 2.2, AA). */
const READABLE = 4.5;

/** White where it is readable on the colour, else black, which then is. */
export function textColorOn(color: string): "000000" | "ffffff" {
  return contrast(color, "ffffff") >= READABLE ? "ffffff" : "000000";
}

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((start) => {
    const channel = Number.parseInt(color.slice(start, start + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
