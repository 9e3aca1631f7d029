/**
 * The one script of the pages: it fetches a page again every second and exchanges the parts that change by themselves.
 * What is typed and what is unfolded stays. Without it, reloading does the same.
 */
export const SCRIPT = `
const live = () => [...document.querySelectorAll("[data-live]")];
const opened = (part) => [...part.querySelectorAll("details")].map((one) => one.open);
let before = null;

async function refresh() {
  if (document.hidden) return;
  const answer = await fetch(location.href, { headers: { accept: "text/html" } });
  if (!answer.ok) return;
  const text = await answer.text();
  if (text === before) return;
  before = text;
  const page = new DOMParser().parseFromString(text, "text/html");
  for (const part of live()) {
    const fresh = page.querySelector('[data-live="' + part.dataset.live + '"]');
    if (!fresh || fresh.innerHTML === part.innerHTML) continue;
    const folds = opened(part);
    part.innerHTML = fresh.innerHTML;
    if (part.dataset.live === "clock") continue;
    const now = part.querySelectorAll("details");
    if (now.length >= folds.length) folds.forEach((open, index) => { if (open) now[index].open = true; });
  }
}

if (live().length > 0) {
  setInterval(() => { refresh().catch(() => {}); }, 1000);
}
`;
