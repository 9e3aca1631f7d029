import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { runCommandLine } from "../../../src/command-line/run.ts";

const RULES = fileURLToPath(new URL("../../fixtures/rules/", import.meta.url));

async function simulate(...words: string[]) {
  const printed = { out: "", error: "" };
  const status = await runCommandLine(["simulate", ...words], {
    out: (text) => {
      printed.out += text;
    },
    error: (text) => {
      printed.error += text;
    },
    colour: false,
    folder: RULES,
  });
  return { status, ...printed };
}

describe("simulate", () => {
  const files = readdirSync(RULES).filter((file) => file.endsWith(".yml"));

  it("prints one JSON object a line for each file, in order", async () => {
    const { status, out } = await simulate("--json", ...files);
    expect(status).toBe(0);
    const counts = out
      .trimEnd()
      .split("\n")
      .map((line): unknown => JSON.parse(line));
    const expected = files.map((file): unknown => {
      const { outcome, decided, yes, no, base, needed } = JSON.parse(
        readFileSync(`${RULES}${file.replace(/yml$/, "json")}`, "utf8"),
      );
      return { outcome, decided, yes, no, base, needed };
    });
    expect(counts).toMatchObject(expected);
  });

  it("counts the others when a file is not valid, and exits with 1", async () => {
    const [first = ""] = files;
    const { status, out } = await simulate("--json", "../rules/absent.yml", first);
    expect(status).toBe(1);
    const [problems = "", count = ""] = out.trimEnd().split("\n");
    expect(JSON.parse(problems)).toMatchObject({ problems: [{ line: 1, column: 1 }] });
    expect(JSON.parse(count)).toHaveProperty("outcome");
  });

  it("tries votes out as if they had come at the last moment", async () => {
    const { out } = await simulate("r01-stackstorm.yml", "--json", "--as-if", "maint-4 no, senior-3 yes");
    expect(JSON.parse(out)).toMatchObject({ yes: "14", no: "2", ignored: [] });
  });

  it("explains itself to people", async () => {
    const { out } = await simulate("r10-kgateway.yml");
    expect(out).toContain("r10-kgateway.yml: passed");
    expect(out).toContain("Firm: 8 counted as 6");
  });

  it("refuses a vote that is none, and no file at all, as wrong use", async () => {
    expect(await simulate("r01-stackstorm.yml", "--as-if", "chair-1 maybe")).toMatchObject({ status: 2 });
    expect(await simulate()).toMatchObject({ status: 2 });
  });
});
