import fc from "fast-check";

/** Texts that break what does not escape, each for a reason of its own. */
export const HOSTILE_TEXTS: readonly string[] = [
  "]]>",
  "<script>alert(1)</script>",
  "Tom & Jerry &lt; &#60; &amp;",
  `"double" 'single' \`back\``,
  "a\u0000b\u0001c\u001Bd\u007Fe\u0085f",
  "\uD800 lone \uDC00",
  "abc\u202Ecba\u2066\u2069",
  "\uFFFE\uFFFF",
  "long ".repeat(60),
  "x".repeat(300),
  "日本電気株式会社",
  "日".repeat(300),
  "شركة البرمجيات الحرة",
  "חברת תוכנה",
  "👩‍👩‍👧‍👦🎉🇨🇭 Party",
  "e\u0301".repeat(100),
  "Z\u0335\u0342\u0308a\u0337",
  "\u200B\u200D",
  " ",
  "<!-- --> <![CDATA[ ]]> <?xml?>",
  "{{ 1 }} {% raw %} %s",
  "line\nbreak\r\nand\ttab\u2028\u2029",
  "#1 @octo-chair: - | > [x](y)",
];

/** Any text, and those in parts. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...HOSTILE_TEXTS),
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.string({ unit: "grapheme", maxLength: 60 }),
  fc
    .array(fc.oneof(fc.constantFrom(...HOSTILE_TEXTS), fc.string({ maxLength: 3 })), { maxLength: 5 })
    .map((parts) => parts.join("")),
  // Code units, so that halves of a pair stand alone.
  fc
    .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 20 })
    .map((units) => String.fromCharCode(...units)),
);

/** What of a text people see: without what hides, reorders or cannot be, and with white space as one space. */
export function seen(text: string): string {
  return text
    .replace(/\p{Surrogate}/gu, "\uFFFD")
    .replace(/[\u202A-\u202E\u2066-\u2069\uFFFE\uFFFF]/g, "")
    .replace(/[\s\u0085]+/g, " ")
    .replace(/\p{Cc}/gu, "")
    .replace(/ +/g, " ")
    .trim();
}
