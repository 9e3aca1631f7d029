import { formatInstant, formatInstantForPeople, type Instant } from "../../program/instant.ts";
import { fullName } from "../repositories.ts";
import { type Content, type Html, html } from "./html.ts";
import { repositoryPath, type Scene } from "./scene.ts";
import { peopleOf } from "./visitor.ts";

export type Tab = "issues" | "pulls" | "files" | "deliveries";

const TABS: readonly { tab: Tab; name: string }[] = [
  { tab: "issues", name: "Issues" },
  { tab: "pulls", name: "Pull requests" },
  { tab: "files", name: "Files" },
  { tab: "deliveries", name: "Deliveries" },
];

/** A whole page. */
export function renderPage(scene: Scene, page: { title: string; tab: Tab | null; content: Content }): Html {
  const { state, repository } = scene;
  const base = repositoryPath(scene);
  const name = fullName(state, repository);
  const tabs = TABS.map(({ tab, name: text }) => {
    const path = tab === "deliveries" ? "/deliveries" : tab === "files" ? base : `${base}/${tab}`;
    return tab === page.tab
      ? html`<a href="${path}" aria-current="page">${text}</a>`
      : html`<a href="${path}">${text}</a>`;
  });
  return html`<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${page.title} · ${name}</title>
<link rel="stylesheet" href="/assets/style.css">
<script src="/assets/script.js" defer></script>
</head>
<body>
<div class="bar"><div>
<a class="name" href="${base}/issues">${name}</a>
<nav aria-label="Repository">${tabs}</nav>
</div></div>
<div class="bar"><div>
<span class="small soft push">A GitHub on this machine. Time here: <span data-live="clock">${time(state.clock.now())}</span></span>
${clockForm(scene)}
${visitorForm(scene)}
</div></div>
<main>${page.content}</main>
</body>
</html>`;
}

/** A page for something that cannot be done. */
export function renderRefusal(scene: Scene, title: string, why: string): Html {
  const content = html`<h1>${title}</h1><p>${why}</p><p><a href="${repositoryPath(scene)}/issues">To the issues</a></p>`;
  return renderPage(scene, { title, tab: null, content });
}

/** A moment for people, and exactly for machines. */
export function time(instant: Instant): Html {
  return html`<time datetime="${formatInstant(instant)}">${formatInstantForPeople(instant)}</time>`;
}

/** The page to which the browser comes back after a post. */
function backField({ visit }: Scene): Html {
  return html`<input type="hidden" name="back" value="${visit.url.pathname}${visit.url.search}">`;
}

/** The choice of a person, with the one as whom the browser acts chosen. */
export function personSelect(scene: Scene, id: string): Html {
  const options = peopleOf(scene.state).map(({ login, name }) => {
    const text = name === null ? login : `${login} (${name})`;
    return login === scene.visitor?.login
      ? html`<option value="${login}" selected>${text}</option>`
      : html`<option value="${login}">${text}</option>`;
  });
  return html`<select id="${id}" name="as">${options}</select>`;
}

function clockForm(scene: Scene): Html {
  return html`<form method="post" action="/clock">${backField(scene)}
<label for="clock-by">Let pass</label>
<input type="text" id="clock-by" name="by" value="1d" autocomplete="off">
<button>Go</button></form>`;
}

function visitorForm(scene: Scene): Html {
  return html`<form method="post" action="/visitor">${backField(scene)}
<label for="visitor-as">You are</label> ${personSelect(scene, "visitor-as")} <button>Switch</button></form>`;
}
