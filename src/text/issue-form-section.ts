import { type FormField, normalizeLabel } from "./issue-form-definition.ts";

/** What the lines below one heading say. */
export interface SectionReading {
  /** `null` when there is no answer. */
  readonly answer: { readonly text: string; readonly options: readonly string[] } | null;
  /** What was chosen or written and is no option of the field. */
  readonly unknown: readonly string[];
  /** Options that must be ticked and are not. */
  readonly unchecked: readonly string[];
}

const NOTHING: SectionReading = { answer: null, unknown: [], unchecked: [] };

/** What GitHub prints for a field that was left out. */
export const NO_RESPONSE = "_No response_";

const COMMENT = /<!--[\s\S]*?(?:-->|$)/g;
const FENCE = /^ {0,3}(`{3,}|~{3,})/;

/** Reads the answer of an input or a textarea. A text of nothing but HTML comments is none. */
export function readText(field: FormField, lines: readonly string[]): SectionReading {
  const whole = trimBlankLines(lines);
  if (whole === NO_RESPONSE || whole.replace(COMMENT, "").trim() === "") return NOTHING;
  const text = field.render === null ? whole : withoutFence(whole);
  if (text.trim() === "") return NOTHING;
  return { ...NOTHING, answer: { text: field.kind === "input" ? text.trim() : text, options: [] } };
}

/** Reads the choice of a dropdown: one option, or several divided by commas. */
export function readDropdown(field: FormField, lines: readonly string[]): SectionReading {
  const text = lines.join("\n").trim();
  const labels = field.options.map((option) => option.label);
  if (text === "" || text === NO_RESPONSE) return NOTHING;
  if (text.toLowerCase() === "none" && findOption(labels, text) === null) return NOTHING;

  if (field.multiple) {
    const { chosen, unknown } = splitChoices(labels, text);
    return { ...NOTHING, answer: { text, options: labels.filter((label) => chosen.has(label)) }, unknown };
  }
  const option = findOption(labels, text);
  if (option === null) return { ...NOTHING, answer: { text, options: [] }, unknown: [text] };
  return { ...NOTHING, answer: { text, options: [option] } };
}

/** Reads ticked boxes; other lines there are reported as unknown. */
export function readCheckboxes(field: FormField, lines: readonly string[]): SectionReading {
  const labels = field.options.map((option) => option.label);
  const ticked = new Set<string>();
  const unknown: string[] = [];
  for (const line of lines) {
    const box = /^\s*[-*+] \[([ xX])\](?:\s+(.*))?$/.exec(line);
    const checked = box?.[1] !== " ";
    const text = normalizeLabel(box ? (box[2] ?? "") : line);
    if (text === "" || text === NO_RESPONSE || !checked) continue;
    const option = box ? findOption(labels, text) : null;
    if (option === null) unknown.push(text);
    else ticked.add(option);
  }
  const options = labels.filter((label) => ticked.has(label));
  const unchecked = field.options.filter((option) => option.required && !ticked.has(option.label));
  const answer = options.length > 0 ? { text: lines.join("\n").trim(), options } : null;
  return { answer, unknown, unchecked: unchecked.map((option) => option.label) };
}

function findOption(labels: readonly string[], text: string): string | null {
  const wanted = normalizeLabel(text);
  const folded = wanted.toLowerCase();
  return (
    labels.find((label) => label === wanted) ?? labels.find((label) => label.toLowerCase() === folded) ?? null
  );
}

/**
 * Divides a list by the options, which may hold commas themselves: as little as possible stays unknown, and where the list can
 * be read in two ways the longer option is taken. Unknown neighbours are one text.
 */
function splitChoices(
  labels: readonly string[],
  text: string,
): { chosen: Set<string>; unknown: readonly string[] } {
  const words = text.split(/[,\n]/).map(normalizeLabel);
  const exact = new Set(words);
  const options = labels
    .map((label) => ({ label, words: label.split(",").map(normalizeLabel) }))
    .sort((one, other) => other.words.length - one.words.length);
  const same = (word: string | undefined, wanted: string): boolean =>
    word === wanted || (!exact.has(wanted) && word?.toLowerCase() === wanted.toLowerCase());
  const optionsAt = (start: number) =>
    options.filter((option) => option.words.every((word, index) => same(words[start + index], word)));

  const rest = new Uint32Array(words.length + 1);
  const step: { label: string | null; length: number }[] = [];
  for (let start = words.length - 1; start >= 0; start -= 1) {
    rest[start] = (rest[start + 1] ?? 0) + (words[start] === "" ? 0 : 1);
    step[start] = { label: null, length: 1 };
    for (const option of optionsAt(start).reverse()) {
      const left = rest[start + option.words.length] ?? 0;
      if (left > (rest[start] ?? 0)) continue;
      rest[start] = left;
      step[start] = { label: option.label, length: option.words.length };
    }
  }

  const chosen = new Set<string>();
  const unknown: string[][] = [[]];
  for (let start = 0; start < words.length; start += step[start]?.length ?? 1) {
    const label = step[start]?.label ?? null;
    if (label !== null) {
      chosen.add(label);
      unknown.push([]);
    } else if (words[start]) {
      unknown.at(-1)?.push(words[start] ?? "");
    }
  }
  return { chosen, unknown: unknown.filter((run) => run.length > 0).map((run) => run.join(", ")) };
}

/** Takes away the code fence that GitHub puts around the answer of a field with `render`; without one the text stays. */
function withoutFence(text: string): string {
  const lines = text.split("\n");
  const open = FENCE.exec(lines[0] ?? "")?.[1];
  const close = lines.at(-1)?.trim() ?? "";
  const closes = open !== undefined && close.length >= open.length && new Set(close + open[0]).size === 1;
  return lines.length > 1 && closes ? lines.slice(1, -1).join("\n") : text;
}

function trimBlankLines(lines: readonly string[]): string {
  return lines
    .join("\n")
    .replace(/^(?:[ \t]*\n)+/, "")
    .trimEnd();
}
