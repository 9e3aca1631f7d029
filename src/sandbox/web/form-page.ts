import type { FormField } from "../../text/issue-form.ts";
import { type Html, html } from "./html.ts";
import { fieldName, findForms, type ShownField, type ShownForm } from "./issue-forms.ts";
import { personSelect } from "./layout.ts";
import { renderMarkdown } from "./markdown.ts";
import { repositoryPath, type Scene } from "./scene.ts";

/** The choice of a form, or the form that the address names (`?template=file.yml`), filled in with what it says. */
export function renderNewIssue(scene: Scene): Html {
  const { searchParams } = scene.visit.url;
  const template = searchParams.get("template");
  const forms = findForms(scene.repository);
  const form = forms.find(({ file }) => file === template);
  if (form !== undefined) return renderForm(scene, form);
  return template === "blank" || forms.length === 0 ? renderBlank(scene) : renderChoice(scene, forms);
}

function renderChoice(scene: Scene, forms: readonly ShownForm[]): Html {
  const base = `${repositoryPath(scene)}/issues/new`;
  const rows = forms.map(
    ({ file, form, description }) =>
      html`<li><a class="title" href="${base}?template=${encodeURIComponent(file)}">${form.name}</a><div class="soft small">${description}</div></li>`,
  );
  return html`<h1>New issue</h1><div class="card"><ul class="rows">${rows}
<li><a class="title" href="${base}?template=blank">Blank issue</a><div class="soft small">Without a form.</div></li></ul></div>`;
}

function renderBlank(scene: Scene): Html {
  const { searchParams } = scene.visit.url;
  return html`<h1>New issue</h1>
<form class="card" method="post" action="${repositoryPath(scene)}/issues">
<header><label for="new-as">Write as</label> ${personSelect(scene, "new-as")}</header>
<div class="content">${titleField(searchParams.get("title") ?? "")}
<p><label class="question" for="new-text">Text</label><textarea id="new-text" name="text" rows="14">
${searchParams.get("body") ?? ""}</textarea></p>
<button class="main">Open the issue</button></div></form>`;
}

function renderForm(scene: Scene, shown: ShownForm): Html {
  const { searchParams } = scene.visit.url;
  const fields = shown.fields.map((field, index) => renderField(field, index, searchParams));
  return html`<h1>${shown.form.name}</h1><p class="soft">${shown.description}</p>
<p class="small soft">A star marks what the form requires. GitHub insists on it; here it can be left out, to see what the bot answers.</p>
<form class="card" method="post" action="${repositoryPath(scene)}/issues">
<input type="hidden" name="template" value="${shown.file}">
<header><label for="new-as">Write as</label> ${personSelect(scene, "new-as")}</header>
<div class="content">${titleField(searchParams.get("title") ?? shown.form.title ?? "")}${fields}
<button class="main">Open the issue</button></div></form>`;
}

function titleField(value: string): Html {
  return html`<p><label class="question" for="new-title">Title</label><input type="text" id="new-title" name="title" value="${value}"></p>`;
}

function renderField(
  { field, description, placeholder }: ShownField,
  index: number,
  given: URLSearchParams,
): Html {
  if (field === null) return renderMarkdown(description);
  const name = fieldName(index);
  const value = field.id === null ? "" : (given.get(field.id) ?? "");
  const label = html`${field.label}${isRequired(field) ? html` <span title="required">*</span>` : null}`;
  const hint = description === "" ? null : html`<div class="hint">${renderMarkdown(description)}</div>`;
  if (field.kind === "checkboxes" || (field.kind === "dropdown" && field.multiple)) {
    return html`<fieldset><legend>${label}</legend>${hint}${field.options.map((option) => choice(name, option.label))}</fieldset>`;
  }
  const control =
    field.kind === "dropdown"
      ? html`<select id="${name}" name="${name}"><option value="">None</option>${field.options.map((option) => html`<option value="${option.label}">${option.label}</option>`)}</select>`
      : field.kind === "input"
        ? html`<input type="text" id="${name}" name="${name}" value="${value}" placeholder="${placeholder}">`
        : html`<textarea id="${name}" name="${name}" placeholder="${placeholder}">
${value}</textarea>`;
  return html`<fieldset><label class="question" for="${name}">${label}</label>${hint}${control}</fieldset>`;
}

function choice(name: string, label: string): Html {
  return html`<label class="choice"><input type="checkbox" name="${name}" value="${label}"> ${label}</label>`;
}

function isRequired(field: FormField): boolean {
  return field.required || field.options.some((option) => option.required);
}
