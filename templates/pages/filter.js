/*
 * Filters the list of partners. Without this script the list is whole, and the form stays hidden.
 * Each card names the options that fit it by their place among the options, so that the page stays small.
 */
const form = document.getElementById("filter");
const cards = [...document.querySelectorAll(".card[data-category]")].map((element) => ({
  element,
  name: plain(element.querySelector("h3").textContent),
}));
const result = form.querySelector("[role=status]");

/** Text for comparison: accents and case do not matter. */
function plain(text) {
  return text
    .normalize("NFKD")
    .replace(/\p{Mn}/gu, "")
    .toLowerCase()
    .trim();
}

/** Shows the cards that fit, and returns how many. */
function apply() {
  const name = plain(form.elements.namedItem("name").value);
  const chosen = [...form.querySelectorAll("select")].filter((field) => field.selectedIndex > 0);
  let shown = 0;
  for (const card of cards) {
    const fits =
      card.name.includes(name) &&
      chosen.every((field) =>
        card.element.dataset[field.name].split(" ").includes(String(field.selectedIndex - 1)),
      );
    card.element.hidden = !fits;
    if (fits) shown += 1;
  }
  for (const group of document.querySelectorAll(".group")) {
    const own = [...group.querySelectorAll(".card[data-category]")];
    group.hidden = own.length > 0 && own.every((card) => card.hidden);
  }
  return shown;
}

function say(shown) {
  const { all, some, none } = result.dataset;
  const words = shown === cards.length ? all : shown === 0 ? none : some;
  result.textContent = words.replace("#", String(shown));
}

/** What is chosen stands in the address, so that it can be sent to somebody. */
function remember() {
  const chosen = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (value !== "") chosen.set(name, value);
  const query = chosen.toString();
  history.replaceState(null, "", query === "" ? location.pathname : `?${query}`);
}

function recall() {
  const chosen = new URLSearchParams(location.search);
  for (const field of form.querySelectorAll("input, select")) {
    const value = chosen.get(field.name) ?? "";
    field.value = value;
    if (field.value !== value) field.value = "";
  }
  const shown = apply();
  if (shown < cards.length) say(shown);
}

function change() {
  say(apply());
  remember();
}

form.addEventListener("input", change);
// The fields are empty only after this event.
form.addEventListener("reset", () => setTimeout(change));
// The list has followed every change already: this leads there.
form.addEventListener("submit", (event) => {
  event.preventDefault();
  result.scrollIntoView();
  const link = cards.find(({ element }) => !element.hidden)?.element.querySelector("a");
  link?.focus({ preventScroll: true });
});
window.addEventListener("pageshow", recall);
form.hidden = false;
