import { describe, expect, it } from "vitest";
import { escapeHtml, escapeMarkdown } from "../../../src/text/escape.ts";
import { createTemplates, TemplateError } from "../../../src/text/template.ts";

function render(source: string, view: object = {}, partials: Record<string, string> = {}): string {
  const sources = new Map(Object.entries({ message: source, ...partials }));
  return createTemplates(sources, { escape: escapeMarkdown }).render("message", view);
}

describe("createTemplates", () => {
  it("escapes every output but raw ones, and leaves numbers alone", () => {
    const view = { text: "*@x*", markup: "**a**", count: 1234567890, yes: true, nothing: null };
    expect(
      render("{{ text }} {{ markup | raw }} {{ count }} {{ yes }}{{ nothing }} {{ text | upcase }}", view),
    ).toBe("\\*@\u200Bx\\* **a** 1234567890 true \\*@\u200BX\\*\n");
  });

  it("has filters for code, links, quotes, lists and plurals", () => {
    const view = {
      text: "a `b`",
      url: "https://a.example",
      bad: "javascript:x",
      names: ["*a*", "b", "c"],
      one: 1,
      two: "2",
      half: "1/2",
    };
    const source = `{{ text | code }} {{ text | link: url }} {{ text | link: bad }}
{{ names | list_sentence }}
{{ one | plural: "vote", "votes" }} {{ two | plural: "vote", "votes" }} {{ half | plural: "vote", "votes" }}

{{ "x
y" | quote_block }}`;
    expect(render(source, view)).toBe(
      "`` a `b` `` [a \\`b\\`](https://a.example/) a \\`b\\`\n\\*a\\*, b and c\nvote votes votes\n\n> x\\\n> y\n",
    );
    expect(
      render("{{ a | list_sentence }}/{{ b | list_sentence }}/{{ c | list_sentence }}", {
        a: [],
        b: ["x"],
        c: ["x", "y"],
      }),
    ).toBe("/x/x and y\n");
  });

  it("writes HTML where it is told so", () => {
    const templates = createTemplates(
      new Map([["page", "{{ t }} {{ t | code }} {{ t | link: u }} {{ t | link: v }} {{ t | quote_block }}"]]),
      {
        escape: escapeHtml,
        markup: "html",
      },
    );
    expect(templates.render("page", { t: "<b>", u: 'https://a.example/"x', v: "javascript:x" })).toBe(
      '&lt;b&gt; <code>&lt;b&gt;</code> <a href="https://a.example/%22x">&lt;b&gt;</a> &lt;b&gt; <blockquote>&lt;b&gt;</blockquote>\n',
    );
  });

  it("leaves no lines of tags, at most one blank line, and one line end", () => {
    const source = `

{% comment %} what this is {% endcomment %}
# Title
{%- comment -%} x {%- endcomment -%}

{% for item in items %}
  {% if item.shown %}
- {{ item.name }}
  {% endif %}
{% endfor %}



{% unless full %}a{% else %}b {% endunless %} c


`;
    const items = [
      { name: "one", shown: true },
      { name: "two", shown: false },
      { name: "three", shown: true },
    ];
    expect(render(source, { items, full: true })).toBe("# Title- one\n- three\n\nb  c\n");
  });

  it("keeps the lines of partials", () => {
    const partials = { row: "{% if name %}\n- {{ name }}\n{% endif %}\n" };
    const source = 'Names:\n\n{% for name in names %}\n{% render "row", name: name %}\n{% endfor %}\n\nEnd';
    expect(render(source, { names: ["a", "b"] }, partials)).toBe("Names:\n\n- a\n- b\n\nEnd\n");
  });

  it.each([
    ["a\n{{ missing }}", 2, "missing"],
    ["{% if missing %}{% endif %}", 1, "missing"],
    ["{% if a %}\n{% endif %}\n{% if a %}\n\n{{ a.b }}\n{% endif %}", 5, "a.b"],
    ["a\n\n{{ a | no_such_filter }}", 3, "no_such_filter"],
    ["{{ a | date: '%Y' }}", 1, "date"],
    ["{% if a %}", 1, "not closed"],
    ["{{ list }}", 1, "cannot be printed"],
    ["{{ list | link: a }}", 1, "cannot be printed"],
    ['{% render "nowhere" %}', 1, "nowhere"],
    ['{% include "../../../etc/passwd" %}', 1, "passwd"],
    ['{% layout "/etc/passwd" %}', 1, "passwd"],
  ])("names the template and the line of what is wrong in %j", (source, line, message) => {
    const draw = () => render(source, { a: { c: 1 }, list: [1] });
    expect(draw).toThrow(TemplateError);
    expect(draw).toThrow(expect.objectContaining({ template: "message", line }));
    expect(draw).toThrow(`template "message", line ${line}: `);
    expect(draw).toThrow(message);
  });

  it("names the partial in which something is wrong", () => {
    expect(() => render('a\n{% render "row" %}', {}, { row: "b\nc\n{{ missing }}" })).toThrow(
      'template "row", line 3: ',
    );
  });

  it("knows no other template, and no prototypes", () => {
    const templates = createTemplates(new Map([["a", "{{ x.constructor }}"]]), { escape: escapeMarkdown });
    expect(() => templates.render("b", {})).toThrow(TemplateError);
    expect(() => templates.render("toString", {})).toThrow(TemplateError);
    expect(() => templates.render("a", { x: {} })).toThrow(TemplateError);
  });

  it("stops templates that make too much", () => {
    expect(() =>
      render(`{% assign x = "aaaaaaaaaa" %}${"{% assign x = x | append: x %}".repeat(30)}`),
    ).toThrow(TemplateError);
    expect(() => render("{% for i in (1..100000000) %}{% endfor %}")).toThrow(TemplateError);
    expect(() => render("a".repeat(600_000))).toThrow(TemplateError);
  });
});
