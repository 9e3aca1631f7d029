import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const SOURCE = fileURLToPath(new URL("../../src/", import.meta.url));

/** What a linter cannot see by imports: the clock, chance, the environment, the network. */
const IMPURE =
  /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bprocess\.(?:env|cwd|std)|\bfetch\(|\bsetTimeout\(|\brandomUUID\(/;

it.each(["program", "text", "pages"])("keeps src/%s pure", (room) => {
  const files = readdirSync(`${SOURCE}${room}`, { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(".ts"),
  );
  expect(files.length).toBeGreaterThan(0);
  const impure = files.flatMap((file) =>
    readFileSync(`${SOURCE}${room}/${file}`, "utf8")
      .split("\n")
      .flatMap((line, index) => (IMPURE.test(line) ? [`${room}/${file}:${index + 1}: ${line.trim()}`] : [])),
  );
  expect(impure).toEqual([]);
});
