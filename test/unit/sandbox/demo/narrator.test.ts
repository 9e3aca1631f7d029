import { describe, expect, it } from "vitest";
import { Narrator } from "../../../../src/sandbox/demo/narrator.ts";
import { headingOf, newLines, plainLines } from "../../../../src/sandbox/demo/plain-lines.ts";
import { momentOf } from "../../../../src/sandbox/demo/play.ts";
import { displayWidth } from "../../../../src/text/display-width.ts";

function narrate(colour: boolean, tell: (narrator: Narrator) => void): string {
  let text = "";
  const out = (piece: string) => {
    text += piece;
  };
  tell(new Narrator({ out, error: out, colour, folder: "." }));
  return text;
}

const AT = momentOf("2026-03-02T09:14:00Z");
const NO_REQUESTS = { reads: 0, writes: 0, sweeps: 0, tokens: 0 };

describe("the narrator", () => {
  it("says the day once, then times, who did what, and what it cost", () => {
    const text = narrate(false, (narrator) => {
      narrator.person(AT, "Ida files a proposal", ["[Partner] Acme"]);
      narrator.bot([{ do: "labels", set: ["partner: review"], gone: [] }], {
        reads: 1,
        writes: 2,
        sweeps: 3,
        tokens: 1,
      });
      narrator.person(AT, "Ida waits");
      narrator.bot([], { ...NO_REQUESTS, reads: 1 });
      narrator.count({ ...NO_REQUESTS, reads: 4 });
      expect(narrator.total).toEqual({ reads: 6, writes: 2, sweeps: 3, tokens: 1 });
      expect(narrator.untold).toEqual({ ...NO_REQUESTS, reads: 4 });
    });
    expect(text).toBe(`
Monday, 2 March 2026 (times in UTC)
  09:14  Ida files a proposal
              │ [Partner] Acme
         bot  sets "partner: review"
              3 requests to GitHub: 1 read, 2 writes
  09:14  Ida waits
         bot  looks, and has nothing to do
              1 request to GitHub: 1 read, 0 writes
`);
  });

  it("keeps to 100 columns, whatever is quoted, and lets nothing reach the terminal", () => {
    const wild = `\u001B[31m${"wide 界 ".repeat(60)}${"x".repeat(300)}\u0007\u202E`;
    const text = narrate(false, (narrator) => {
      narrator.title(wild.repeat(2));
      narrator.item("word", "text ".repeat(50));
      narrator.person(AT, "says", [wild]);
      narrator.bot([{ do: "labels", set: [wild], gone: [wild] }], NO_REQUESTS);
    });
    expect(Math.max(...text.split("\n").map(displayWidth))).toBeLessThanOrEqual(100);
    expect(narrate(false, (narrator) => narrator.person(AT, "says", [wild]))).not.toMatch(/[^\P{C}\n]/u);
  });

  it("uses colour only where it may", () => {
    expect(narrate(false, (narrator) => narrator.title("x"))).toBe("x\n");
    expect(narrate(true, (narrator) => narrator.title("x"))).toBe("\u001B[1mx\u001B[0m\n");
  });
});

describe("a comment as lines", () => {
  const before = `<!-- partnerbot:status -->
### Acme &lt;b&gt; &amp; Co: the vote

| | |
| --- | --- |
| So far | **2 yes**, 0 no |

- [ ] @ann (chair, 3 points)

<details>
<summary>The rule</summary>
> [!NOTE]
> See [the list](https://example.com/).
</details>`;

  it("is what a reader sees of it", () => {
    expect(plainLines(before)).toEqual([
      "Acme <b> & Co: the vote",
      "So far: 2 yes, 0 no",
      "- [ ] @ann (chair, 3 points)",
      "The rule",
      "See the list.",
    ]);
  });

  it("has a heading, and new lines against the version before", () => {
    const after = before.replace("2 yes", "5 yes").replace("[ ] @ann (chair, 3 points)", "[x] @ann: **yes**");
    expect(headingOf(after)).toBe(headingOf(before));
    expect(newLines(before, after)).toEqual(["So far: 5 yes, 0 no", "- [x] @ann: yes"]);
  });
});
