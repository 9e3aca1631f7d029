import { AssertionError, Liquid, LiquidError, type Template } from "liquidjs";
import { markupFilters, type TemplateMarkup } from "./template-filters.ts";

export interface TemplateOptions {
  /** Makes text inert in the language of the templates; put around every output that is not `| raw`. */
  readonly escape: (text: string) => string;
  /** What the filters `code`, `link`, and `quote_block` write. `markdown` unless said. */
  readonly markup?: TemplateMarkup;
}

export interface Templates {
  /** Throws {@link TemplateError}. The output ends with one line end and has no two blank lines in a row. */
  render(name: string, view: object): string;
}

/** A template that is broken or asks for what the view does not have: a bug, or a program's own template to be mended. */
export class TemplateError extends Error {
  readonly template: string;
  /** Counted from 1; `null` when the place is not known. */
  readonly line: number | null;

  constructor(template: string, line: number | null, message: string, options?: ErrorOptions) {
    super(`template "${template}"${line === null ? "" : `, line ${line}`}: ${message}`, options);
    this.name = "TemplateError";
    this.template = template;
    this.line = line;
  }
}

const LIMITS = {
  /** Characters of a template with its partials. */
  parseLimit: 500_000,
  /** Milliseconds; far above what a message takes, for a template that never ends. */
  renderLimit: 5_000,
  /** Characters and items that filters and tags may make. */
  memoryLimit: 10_000_000,
};

/** They read the clock, or draw by chance: the same view must give the same text. */
const IMPURE_FILTERS = [
  "date",
  "date_to_long_string",
  "date_to_rfc822",
  "date_to_string",
  "date_to_xmlschema",
  "sample",
];

/**
 * LiquidJS templates over the given sources and nothing else: no files, no network, no clock. Every output is escaped unless it ends
 * with `| raw`; unknown variables and filters throw. A line that holds only tags leaves no line in the output. A partial keeps
 * its last line end, so `{% render "row" %}` is best a line of its own.
 *
 * Filters beside Liquid's own: `code`, `link: url`, `quote_block`, `list_sentence` ("a, b and c"), `plural: "vote", "votes"`.
 */
export function createTemplates(sources: ReadonlyMap<string, string>, options: TemplateOptions): Templates {
  const templates = new Map([...sources].map(([name, source]) => [name, swallowTagLines(source)]));
  const liquid = createLiquid(templates, options);
  const parsed = new Map<string, Template[]>();
  const load = (name: string): Template[] => {
    const source = templates.get(name);
    if (source === undefined) throw new TemplateError(name, null, "there is no template of this name");
    const template = parsed.get(name) ?? liquid.parse(source, name);
    parsed.set(name, template);
    return template;
  };

  return {
    render(name, view) {
      try {
        const text: unknown = liquid.renderSync(load(name), view);
        return tidyLines(String(text));
      } catch (error) {
        if (LiquidError.is(error)) throw placeError(error, templates, name);
        if (error instanceof AssertionError)
          throw new TemplateError(name, null, error.message, { cause: error });
        throw error;
      }
    },
  };
}

/** What is wrong with the syntax of a template; `null` for one that can be read. Nothing in it is run. */
export function templateProblem(
  name: string,
  source: string,
  options: TemplateOptions,
): TemplateError | null {
  const templates = new Map([[name, swallowTagLines(source)]]);
  try {
    createLiquid(templates, options).parse(templates.get(name) ?? "", name);
    return null;
  } catch (error) {
    if (LiquidError.is(error)) return placeError(error, templates, name);
    if (error instanceof AssertionError)
      return new TemplateError(name, null, error.message, { cause: error });
    throw error;
  }
}

function createLiquid(templates: ReadonlyMap<string, string>, options: TemplateOptions): Liquid {
  const liquid = new Liquid({
    templates: Object.assign(Object.create(null), Object.fromEntries(templates)),
    outputEscape: (value: unknown) => printValue(value, options.escape),
    strictVariables: true,
    strictFilters: true,
    ownPropertyOnly: true,
    relativeReference: false,
    cache: true,
    timezoneOffset: 0,
    locale: "en",
    ...LIMITS,
  });
  for (const filter of IMPURE_FILTERS) delete liquid.filters[filter];
  for (const [name, handler] of Object.entries(markupFilters(options.markup ?? "markdown"))) {
    liquid.registerFilter(name, { handler, raw: true });
  }
  liquid.registerFilter("list_sentence", listSentence);
  liquid.registerFilter("plural", (count: unknown, one: unknown, many: unknown) =>
    String(Number(count) === 1 ? one : many),
  );
  return liquid;
}

/** Moves the line end behind a line of tags into its last tag, where it prints nothing and line numbers stay true. */
function swallowTagLines(source: string): string {
  return source
    .replace(/\r\n?/g, "\n")
    .replace(/^[ \t]*((?:\{%(?:(?!%\}).)*%\}[ \t]*)+)\n/gm, (_, tags: string) =>
      tags.trimEnd().replace(/-?%\}$/, "\n$&"),
    );
}

/** Numbers and truth values are no text and need no escape; an object in the output is a bug. */
function printValue(value: unknown, escapeText: (text: string) => string): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "number" || typeof value === "boolean" || typeof value === "bigint") {
    return String(value);
  }
  if (typeof value === "string") return escapeText(value);
  throw new TypeError("an object or a list cannot be printed");
}

function listSentence(items: unknown): string {
  if (!Array.isArray(items)) throw new TypeError("list_sentence needs a list");
  const words = items.map(String);
  const last = words.at(-1) ?? "";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} and ${last}`;
}

function tidyLines(text: string): string {
  const lines = text
    .replace(/^[ \t]+$/gm, "")
    .replace(/\n{3,}/g, "\n\n")
    .replace(/^\n+|\s+$/g, "");
  return `${lines}\n`;
}

/** Liquid's errors do not always name the template, but they hold its source. */
function placeError(error: LiquidError, templates: ReadonlyMap<string, string>, name: string): TemplateError {
  const { file, input } = error.token;
  const place = file ?? [...templates].find(([, source]) => source === input)?.[0] ?? name;
  const [line = null] = error.token.getPosition();
  const message = error.message.replace(/,? file:.*$/s, "").replace(/,? line:\d+, col:\d+$/, "");
  return new TemplateError(place, line, message, { cause: error });
}
