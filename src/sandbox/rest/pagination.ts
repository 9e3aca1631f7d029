import type { Answer, Call } from "./route.ts";

const DEFAULT_SIZE = 30;
const LARGEST_SIZE = 100;

/** One page of a list as GitHub answers it, with its `Link` header. `wrap` puts the page into an envelope. */
export function page<Item>(
  call: Call,
  items: readonly Item[],
  represent: (item: Item) => unknown,
  wrap: (shown: unknown[], total: number) => unknown = (shown) => shown,
): Answer {
  const query = call.url.searchParams;
  const size = Math.min(positive(query.get("per_page")) ?? DEFAULT_SIZE, LARGEST_SIZE);
  const current = positive(query.get("page")) ?? 1;
  const shown = items.slice((current - 1) * size, current * size).map(represent);
  const link = linkHeader(call.url, current, Math.max(Math.ceil(items.length / size), 1));
  return {
    status: 200,
    body: wrap(shown, items.length),
    ...(link === null ? {} : { headers: { Link: link } }),
  };
}

function positive(text: string | null): number | null {
  return text !== null && /^\d+$/.test(text) && Number(text) > 0 ? Number(text) : null;
}

/** In GitHub's own order: prev, next, last, first; `null` when there is only one page. */
function linkHeader(url: URL, current: number, last: number): string | null {
  const at = (number: number, name: string): string => {
    const target = new URL(url);
    target.searchParams.set("page", String(number));
    return `<${target}>; rel="${name}"`;
  };
  const links = [
    ...(current > 1 ? [at(Math.min(current - 1, last), "prev")] : []),
    ...(current < last ? [at(current + 1, "next"), at(last, "last")] : []),
    ...(current > 1 ? [at(1, "first")] : []),
  ];
  return links.length === 0 ? null : links.join(", ");
}
