import { describe, expect, it } from "vitest";
import { csvLine } from "../../../src/text/csv.ts";

describe("a line of CSV", () => {
  it("is as RFC 4180 has it", () => {
    expect(csvLine(["a", 'say "yes"', "x,y", "two\nlines", "", 7])).toBe(
      'a,"say ""yes""","x,y","two\nlines",,7\r\n',
    );
  });

  it.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "\r=1", "|calc", "＝1"])(
    "holds no formula: %j",
    (text) => {
      const line = csvLine([text]);
      expect(line.replace(/^"/, "").startsWith("'")).toBe(true);
      expect(line).toContain(text);
    },
  );

  it("leaves numbers as they are", () => {
    expect(csvLine([-1, 0.5])).toBe("-1,0.5\r\n");
  });
});
