import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type FormField,
  type FormInput,
  type IssueForm,
  parseIssueBody,
  parseIssueForm,
  renderIssueBody,
} from "../../src/text/issue-form.ts";

/*
 * What cannot be told from the body, and so is not generated as a text answer:
 * - a text that is `_No response_`, nothing, or nothing but HTML comments: it reads as empty;
 * - a text with a heading line that is a label of the form: it may open that section (the second property is about those);
 * - a text that leaves a code fence, an HTML comment or `<pre>` open: GitHub itself shows the rest of the issue inside it;
 * - blank lines at the ends, and for an input outer spaces: they are not part of the answer;
 * - a fence inside the answer of a `render` field: GitHub's own fence would end there.
 */
const LABELS = [
  "Name",
  "Your URL ",
  "C#",
  "What *exactly*?",
  "Name",
  "`Code`",
  "Größe",
  "Two  words",
  "A ###",
];
const OPTIONS = ["Code, docs", "Vendor (ISV)", "One, two and three", "Plain", "Größe", "- [x] box"];

const prose = fc
  .oneof(
    fc.string({ unit: "grapheme", maxLength: 30 }),
    fc.constantFrom("a, b", "_No response_ not", "- [x] a", "| a | b |", "    code"),
  )
  .filter(
    (line) => !/^\s*(?:[`~<#]|_No response_$)/.test(line) && !/[\r\n\u2028\u2029\f\v\u0085]/.test(line),
  );
const label = fc.constantFrom(...LABELS);
const piece = fc.oneof(
  { weight: 4, arbitrary: prose },
  label.map((text) => `\`\`\`md\n### ${text}\n\`\`\``),
  label.map((text) => `~~~~\n\`\`\`\n### ${text}\n~~~\n~~~~`),
  label.map((text) => `> ### ${text}`),
  label.map((text) => `    ### ${text}`),
  label.map((text) => `#### ${text}`),
  label.map((text) => `###${text}`),
  label.map((text) => `### ${text} and more`),
  label.map((text) => `<!--\n### ${text}\n-->`),
  fc.constantFrom("### Another heading", "", "---", "a\n==="),
);
const longText = fc
  .array(piece, { minLength: 1, maxLength: 6 })
  .map((pieces) => pieces.join("\n"))
  .filter(
    (text) => text === text.replace(/^\s*\n|\s+$/g, "") && text.replace(/<!--[\s\S]*?-->/g, "").trim() !== "",
  );
const shortText = prose.map((text) => text.trim()).filter((text) => text !== "");
const plainLines = fc
  .array(prose, { minLength: 1, maxLength: 4 })
  .map((lines) => lines.join("\n"))
  .filter((text) => text.trim() !== "");
const someOptions = fc.shuffledSubarray(OPTIONS);

const question = fc
  .tuple(label, fc.constantFrom("input", "textarea", "rendered", "dropdown", "choices", "checkboxes"))
  .chain(([text, kind]): fc.Arbitrary<{ element: object; answer: FormInput }> => {
    const options = OPTIONS.map((option) => (kind === "checkboxes" ? { label: option } : option));
    const type = kind === "rendered" ? "textarea" : kind === "choices" ? "dropdown" : kind;
    const more =
      kind === "rendered"
        ? { render: "md" }
        : options.length && /drop|choi|check/.test(kind)
          ? { options, multiple: kind === "choices" }
          : {};
    const element = { type, attributes: { label: text, ...more } };
    const answers: Record<string, fc.Arbitrary<FormInput>> = {
      input: shortText,
      textarea: longText,
      rendered: plainLines,
      dropdown: fc.constantFrom(...OPTIONS),
      choices: someOptions,
      checkboxes: someOptions,
    };
    return fc.option(answers[kind] ?? shortText, { freq: 5 }).map((answer) => ({ element, answer }));
  });

function filled(
  questions: readonly { element: object; answer: FormInput }[],
): [IssueForm, Map<FormField, FormInput>] {
  const form = parseIssueForm(JSON.stringify({ name: "F", body: questions.map(({ element }) => element) }));
  return [form, new Map(form.fields.map((field, index) => [field, questions[index]?.answer ?? null]))];
}

function readBack(form: IssueForm, body: string): FormInput[] {
  return parseIssueBody(form, body).answers.map((answer) => {
    if (answer.state !== "answered") return null;
    return answer.field.kind === "dropdown" || answer.field.kind === "checkboxes"
      ? [...answer.options]
      : answer.text;
  });
}

describe("issue forms", () => {
  it("read what they render", () => {
    fc.assert(
      fc.property(fc.array(question, { minLength: 1, maxLength: 6 }), fc.boolean(), (questions, crlf) => {
        const [form, answers] = filled(questions);
        const body = renderIssueBody(form, answers);
        const reading = parseIssueBody(form, crlf ? body.replaceAll("\n", "\r\n") : body);
        const expected = form.fields.map((field): FormInput => {
          const answer = answers.get(field) ?? null;
          if (answer === null || answer.length === 0) return null;
          if (field.kind !== "dropdown" && field.kind !== "checkboxes") return answer;
          const chosen = [answer].flat();
          return OPTIONS.filter((option) => chosen.includes(option));
        });
        expect(readBack(form, body)).toEqual(expected);
        expect(reading.problems).toEqual([]);
        expect(reading.recognised).toBe(true);
      }),
      { numRuns: 400 },
    );
  });

  it("keep every other answer when a text forges headings, or tell people", () => {
    const forged = fc.array(
      fc.oneof(
        prose,
        label.map((text) => `### ${text}`),
      ),
      { minLength: 1, maxLength: 5 },
    );
    fc.assert(
      fc.property(
        fc.uniqueArray(label, { minLength: 2, maxLength: 5, selector: (text) => text.trim() }),
        forged,
        fc.nat(),
        (labels, lines, at) => {
          const questions = labels.map((text, index) => ({
            element: { type: "textarea", attributes: { label: text }, validations: { required: true } },
            answer: index === at % labels.length ? `start\n${lines.join("\n")}\nend` : `answer ${index}`,
          }));
          const [form, answers] = filled(questions);
          const reading = parseIssueBody(form, renderIssueBody(form, answers));
          const problems = reading.problems.map((problem) => [problem.type, problem.field.label]);
          for (const [index, answer] of reading.answers.entries()) {
            expect(answer.state).not.toBe("missing");
            if (index === at % labels.length) continue;
            const same = answer.state === "answered" && answer.text === `answer ${index}`;
            const warned = problems.some(
              ([type, named]) => type === "duplicate-heading" && named === answer.field.label,
            );
            expect(same || warned).toBe(true);
          }
        },
      ),
      { numRuns: 400 },
    );
  });

  it("never fail on any body", () => {
    const line = fc.oneof(
      prose,
      label.map((text) => `### ${text}`),
      fc.constantFrom("```", "~~~", "<!--", "-->", "- a", "> b", "_No response_", "\r"),
    );
    const questions = LABELS.map((text) => ({
      element: { type: "textarea", attributes: { label: text } },
      answer: null,
    }));
    const [form] = filled(questions);
    fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), (lines) => {
        const reading = parseIssueBody(form, lines.join("\n"));
        expect(reading.answers.map((answer) => answer.field)).toEqual(form.fields);
        expect(reading.recognised).toBe(reading.answers.some((answer) => answer.state !== "missing"));
      }),
      { numRuns: 300 },
    );
  });
});
