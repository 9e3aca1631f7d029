import { describe, expect, it } from "vitest";
import { UserError } from "../../../src/errors.ts";
import { readManagedSection, replaceManagedSection } from "../../../src/text/managed-section.ts";

const START = "<!-- partnerbot:list:start -->";
const END = "<!-- partnerbot:list:end -->";

describe("managed sections", () => {
  it("are replaced between the markers, and nothing else is", () => {
    const source = `# Partners  \n\n${START}\n\nold\n\n${END}\n\nfooter`;
    const result = replaceManagedSection(source, "list", "\n\n- a\n- b\n\n");
    expect(result).toBe(`# Partners  \n\n${START}\n\n- a\n- b\n\n${END}\n\nfooter`);
    expect(readManagedSection(result, "list")).toBe("- a\n- b");
    expect(replaceManagedSection(result, "list", "- a\n- b")).toBe(result);
  });

  it("may be empty", () => {
    const source = `${START}\nold\n${END}`;
    const result = replaceManagedSection(source, "list", "");
    expect(result).toBe(`${START}\n${END}`);
    expect(readManagedSection(result, "list")).toBe("");
    expect(replaceManagedSection(result, "list", "  \n")).toBe(result);
  });

  it("keep the line ends of the file and the markers' own lines", () => {
    const source = `\uFEFFa\r\n  ${START} \r\nold\r\n  ${END}\r\n`;
    const result = replaceManagedSection(source, "list", "x\ny");
    expect(result).toBe(`\uFEFFa\r\n  ${START} \r\n\r\nx\r\ny\r\n\r\n  ${END}\r\n`);
    expect(readManagedSection(result, "list")).toBe("x\ny");
  });

  it("are not those in code, of another name, or inside a line", () => {
    const source = `\`\`\`\n${START}\n${END}\n\`\`\`\n\n    ${START}\n\nuse \`${START}\`\n<!-- partnerbot:other:start -->\n<!-- partnerbot:other:end -->\n<div>\n${START}\nx\n${END}\n</div>\n`;
    expect(readManagedSection(source, "list")).toBe("x");
  });

  it.each([
    ["", "managed-section-missing", "start marker"],
    [
      `${START}\n`,
      "managed-section-missing",
      'end marker of the section "list" is missing (the other marker is in line 1)',
    ],
    [`a\n${END}\n`, "managed-section-missing", "line 2"],
    [`${START}\n${START}\n${END}`, "managed-section-doubled", "lines 1, 2"],
    [`${START}\n${END}\n\n${END}`, "managed-section-doubled", "lines 2, 4"],
    [`${END}\n${START}`, "managed-section-reversed", "(line 1) stands before its start marker (line 2)"],
    [`${START}\n\`\`\`\n${END}`, "managed-section-missing", "end marker"],
  ])("say what is wrong with the markers of %j", (source, code, message) => {
    const read = () => readManagedSection(source, "list");
    expect(read).toThrow(UserError);
    expect(read).toThrow(
      expect.objectContaining({
        code,
        message: expect.stringContaining(message),
        mend: expect.stringContaining(END),
      }),
    );
    expect(() => replaceManagedSection(source, "list", "x")).toThrow(expect.objectContaining({ code }));
  });

  it.each([END, `${START}\n`, "```\nopen"])("refuse content that would break them: %j", (content) => {
    expect(() => replaceManagedSection(`${START}\n${END}`, "list", content)).toThrow();
  });
});
