import { escapeSvg } from "../text/escape.ts";
import { textColorOn } from "./contrast.ts";
import { cutToWidth, textWidth } from "./text-width.ts";

/** What a badge says. */
export interface BadgeFace {
  /** Lower-case words joined by hyphens and dots, such as `acme`: keeps the elements of two badges in one page apart. */
  readonly id: string;
  /** On the left, such as `StackStorm partner`. */
  readonly label: string;
  /** On the right, such as `Gold`. */
  readonly message: string;
  /** Of the right side, six hexadecimal digits. */
  readonly color: string;
  /** A sentence or more for those who do not see it. */
  readonly description: string;
}

/** Of the left side. */
export const LABEL_COLOR = "3d444d";

const HEIGHT = 20;
const FONT_SIZE = 11;
const PADDING = 6;
/** Longer texts are cut. In em: with the padding at most 227 and 161 pixels. */
const LONGEST_LABEL = 19.5;
const LONGEST_MESSAGE = 13.5;
const LONGEST_SUFFIX = 6;
const RADIUS = 3;

/**
 * A badge for READMEs and websites as SVG, in the flat shape that people know. Its text is white or black, as its colour
 * asks for. The title has the whole text also when it was cut for the picture.
 */
export function renderPartnerBadge({ id, label, message, color, description }: BadgeFace): string {
  const left = side(cutToWidth(label, LONGEST_LABEL));
  const right = side(cutToWidth(message, LONGEST_MESSAGE));
  const width = left.width + right.width;
  const [titleId, descriptionId] = [`badge-${id}-title`, `badge-${id}-description`];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${HEIGHT}" viewBox="0 0 ${width} ${HEIGHT}" role="img" aria-labelledby="${titleId} ${descriptionId}">
<title id="${titleId}">${escapeSvg(`${label}: ${message}`)}</title>
<desc id="${descriptionId}">${escapeSvg(description)}</desc>
<path fill="#${LABEL_COLOR}" d="M${left.width} 0H${RADIUS}a${RADIUS} ${RADIUS} 0 0 0-${RADIUS} ${RADIUS}v${HEIGHT - 2 * RADIUS}a${RADIUS} ${RADIUS} 0 0 0 ${RADIUS} ${RADIUS}H${left.width}z"/>
<path fill="#${color}" d="M${left.width} 0H${width - RADIUS}a${RADIUS} ${RADIUS} 0 0 1 ${RADIUS} ${RADIUS}v${HEIGHT - 2 * RADIUS}a${RADIUS} ${RADIUS} 0 0 1-${RADIUS} ${RADIUS}H${left.width}z"/>
<rect x="0.5" y="0.5" width="${width - 1}" height="${HEIGHT - 1}" rx="${RADIUS - 0.5}" fill="none" stroke="#808080" stroke-opacity="0.4"/>
<g font-family="Verdana,Geneva,DejaVu Sans,sans-serif" font-size="${FONT_SIZE}" text-anchor="middle" text-rendering="geometricPrecision">
${renderText(left, left.width / 2, textColorOn(LABEL_COLOR))}
${renderText(right, left.width + right.width / 2, textColorOn(color))}
</g>
</svg>
`;
}

/** A label such as `StackStorm partner`, in which a long name is cut and the word behind it stays. */
export function badgeLabel(name: string, suffix: string): string {
  const whole = `${name} ${suffix}`;
  if (textWidth(whole) <= LONGEST_LABEL || textWidth(suffix) > LONGEST_SUFFIX) return whole;
  return `${cutToWidth(name, LONGEST_LABEL - textWidth(` ${suffix}`))} ${suffix}`;
}

interface Side {
  readonly text: string;
  readonly length: number;
  readonly width: number;
}

function side(text: string): Side {
  const length = Math.round(textWidth(text) * FONT_SIZE);
  return { text, length, width: length + 2 * PADDING };
}

/** `textLength` keeps the text inside its side in whatever font the reader has. */
function renderText({ text, length }: Side, middle: number, color: string): string {
  return `<text x="${middle}" y="14" fill="#${color}" textLength="${length}" lengthAdjust="spacingAndGlyphs">${escapeSvg(text)}</text>`;
}
