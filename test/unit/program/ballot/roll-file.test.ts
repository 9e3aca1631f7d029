import { describe, expect, it } from "vitest";
import { parseRollFile } from "../../../../src/program/ballot/roll-file.ts";

/** In the shape of StackStorm's OWNERS.md: sections by role, teams in the introductions, details in nested lists. */
const OWNERS = `Example was founded in 2013.<br>

* See [GOVERNANCE.md](GOVERNANCE.md) that describes each role, and ask @nobody-here.

# Leaders ***
###### 3 vote points
[@Example/leaders](https://github.com/orgs/Example/teams/leaders) is head of the committee.
* Lea Der ([@lea-der](https://github.com/lea-der/)) <<lea@example.com>>
  - Co-founder. External relations.

# Senior Maintainers **
###### 2 vote points
Senior [@Example/maintainers](https://github.com/orgs/Example/teams/maintainers) are part of the committee.
* Sen Ior ([@Senior1](https://github.com/Senior1)) <<senior1@users.noreply.github.com>>
  - Core, robot arm [:)](https://twitter.com/example/status/1217056819736203270)
* [@senior2](https://github.com/senior2), <s2@example.com>; Example Inc.

# Maintainers *
###### 1 vote points
Being part of the committee [@Example/maintainers](https://github.com/orgs/Example/teams/maintainers) help. See
[Responsibilities](https://github.com/Example/example/blob/master/GOVERNANCE.md#maintainers), or ask @lea-der.
* Ma In ([@ma-in](https://github.com/ma-in)) <<ma.in@example.com>>
  - [Case Study](https://example.com/case-study/). Mentored by ~~[@gone](https://github.com/gone)~~.

--------

# Contributors
* AJ ([@contributor](https://github.com/contributor)) - Web UI.
`;

function loginsOf(markdown: string, section = "Maintainers", host?: string) {
  const read = parseRollFile(markdown, section, host);
  if (!read.ok) throw new Error(read.problem);
  return read.logins;
}

function problemOf(markdown: string, section = "Maintainers") {
  const read = parseRollFile(markdown, section);
  return read.ok ? null : read.problem;
}

describe("the roll from a file", () => {
  it("reads a file in the shape of StackStorm's", () => {
    expect(loginsOf(OWNERS, "Leaders")).toEqual(["lea-der"]);
    expect(loginsOf(OWNERS, "senior maintainers ")).toEqual(["Senior1", "senior2"]);
    expect(loginsOf(OWNERS, "Maintainers")).toEqual(["ma-in"]);
    expect(loginsOf(OWNERS, "Contributors")).toEqual(["contributor"]);
  });

  it.each([
    ["a link in a list", "- [@octo](https://github.com/octo), <o@example.com>; Example", ["octo"]],
    ["a bare login", "- @octo", ["octo"]],
    ["an address", "* https://github.com/octo", ["octo"]],
    ["an address in angle brackets", "* <https://github.com/octo>.", ["octo"]],
    ["a name with a link", "1. [Octo Cat](https://github.com/octo) (chair)", ["octo"]],
    ["a name with a login behind it", "- Octo Cat (@octo), since 2020", ["octo"]],
    ["a login in emphasis", "- **@octo** and _@cat_", ["octo", "cat"]],
    ["several in one line", "- Docs: @octo, @cat/@dog", ["octo", "cat", "dog"]],
    ["a nested list", "- Core\n  - @octo\n  - @cat\n- @dog", ["octo", "cat", "dog"]],
    ["a task list", "- [x] @octo\n- [ ] @cat", ["octo", "cat"]],
    [
      "a table",
      "| Who | Works for |\n| --- | --- |\n| [@octo](https://github.com/octo) | Example |",
      ["octo"],
    ],
    [
      "full links in lines of text",
      "[@octo](https://github.com/octo)\n[@cat](https://github.com/cat)",
      ["octo", "cat"],
    ],
    ["a relative link", "- [@octo](people/octo.md)", ["octo"]],
    ["a reference", "- [@octo][1]\n\n[1]: https://github.com/octo", ["octo"]],
    ["sub-headings", "### Core\n- @octo\n### Docs\n- @cat", ["octo", "cat"]],
    ["the same person twice", "- @octo\n- [@OCTO](https://github.com/octo)\n- @Octo", ["octo"]],
    ["a managed user", "- @octo_corp", ["octo_corp"]],
  ])("reads %s", (_, text, logins) => {
    expect(loginsOf(`## Maintainers\n\n${text}\n\n## Others\n\n- @someone-else\n`)).toEqual(logins);
  });

  it.each([
    ["code", "- `@no`\n\n      @no\n\n```\n- @no\n```"],
    ["an HTML comment", "- x <!-- @no -->\n<!--\n- @no\n-->"],
    ["HTML", '<a href="https://github.com/no">no</a>'],
    ["a quotation", "> - @no"],
    ["running text", "Ask @no, who leads this, or see https://github.com/no."],
    ["an e-mail address", "- no@example.com, <<no@users.noreply.github.com>>, and no.@example.com"],
    ["a team", "- @example/no and @some-org/team"],
    ["a person elsewhere", "- @no@social.example, medium.com/@no, [@no](https://social.example/no)"],
    ["a repository", "- https://github.com/example/no and [it](https://github.com/example/no?tab=x)"],
    ["another site", "- https://github.com.evil.example/no https://evil.example/@no"],
    ["what is struck out", "- ~~@no~~ left in 2020"],
    ["a name that is too long", `- @${"a".repeat(40)}`],
  ])("ignores %s", (_, text) => {
    expect(loginsOf(`# Maintainers\n\n- @octo\n\n${text}\n`)).toEqual(["octo"]);
  });

  it("ends at the next heading of the same or a higher level", () => {
    const text = "# A\n## Maintainers\n- @one\n### Docs\n- @two\n## Emeritus\n- @three\n# B\n- @four\n";
    expect(loginsOf(text)).toEqual(["one", "two"]);
    expect(loginsOf(text, "A")).toEqual(["one", "two", "three"]);
    expect(loginsOf("Maintainers\n===\n- @one\nEmeritus\n---\n- @two\n# B\n- @three\n")).toEqual([
      "one",
      "two",
    ]);
  });

  it.each([
    "Maintainers",
    "## MAINTAINERS ##",
    "## Maintainers:",
    "## 🛠️ Maintainers",
    "## Maintainers :wrench:",
    "## **Maintainers** ***",
    "## [Maintainers](#maintainers)",
    '## Maintainers <a name="m"></a>',
    "## Maintainers (3 votes)",
    "## Maintainers (1 vote each)",
    "## Maintainers (x2)",
    "## Maintainers: 2 vote points",
    "## Maintainers – 12 people",
  ])("finds the heading %s", (heading) => {
    const underlined = heading.startsWith("#") ? heading : `${heading}\n---`;
    expect(loginsOf(`${underlined}\n\n- @octo\n`)).toEqual(["octo"]);
  });

  it("takes the heading that says it exactly before one that says it with more", () => {
    const text = "# Maintainers (2 votes)\n- @two\n# Maintainers\n- @one\n";
    expect(loginsOf(text)).toEqual(["one"]);
    expect(loginsOf(text, "Maintainers (2 votes)")).toEqual(["two"]);
  });

  it("knows the profiles of the GitHub in use", () => {
    const text =
      "# Maintainers\n- [Octo](https://ghe.example/octo)\n- [@cat](https://ghe.example/cat)\n- @dog\n";
    expect(loginsOf(text, "Maintainers", "ghe.example")).toEqual(["octo", "cat", "dog"]);
    expect(loginsOf(text)).toEqual(["dog"]);
  });

  it.each([
    ["# Owners\n- @octo\n", 'there is no heading "Maintainers"; there are "Owners"'],
    ["# Maintaners\n- @octo\n", 'there is no heading "Maintainers"; did you mean "Maintaners"?'],
    ["- @octo\n", 'there is no heading "Maintainers", nor any other'],
    [
      "# Maintainers (emeritus)\n- @octo\n",
      'there is no heading "Maintainers"; there are "Maintainers (emeritus)"',
    ],
    ["> # Maintainers\n> - @octo\n", 'there is no heading "Maintainers", nor any other'],
    [
      "# Maintainers\n- @octo\n\n# maintainers\n- @cat\n",
      'more than one heading could be "Maintainers" ("Maintainers" in line 1 and "maintainers" in line 4): write the whole heading, or rename one',
    ],
    [
      "# Maintainers *\n- @octo\n\n# Maintainers **\n- @cat\n",
      'more than one heading could be "Maintainers" ("Maintainers *" in line 1 and "Maintainers **" in line 4): write the whole heading, or rename one',
    ],
    [
      "# Maintainers\nAsk @octo.\n# Others\n- @cat\n",
      'nobody stands under the heading "Maintainers" (line 1): list people there as @login',
    ],
    [
      "# Maintainers\n\n- @cat\n- [@octo](https://github.com/0cto)\n",
      "line 4: the link says @octo and leads to the profile of 0cto",
    ],
  ])("refuses %j and says why", (text, problem) => {
    expect(problemOf(text)).toBe(problem);
  });

  it("finds nothing for a name that is all ornament", () => {
    expect(problemOf("# ***\n- @octo\n", "🛠️")).toContain("there is no heading");
  });

  it("reads long and hostile files", () => {
    const lines = Array.from(
      { length: 2_000 },
      (_, index) => `- [@p-${index}](https://github.com/p-${index})`,
    );
    expect(loginsOf(`# Maintainers\n${lines.join("\n")}\n`)).toHaveLength(2_000);
    expect(problemOf(`# Maintainers\n\n- ${"[@".repeat(5_000)}${"`~~".repeat(5_000)}`)).toContain("nobody");
  });
});
