import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "vitest";

/** A text file of the repository, by its path from the top. */
export function readFileText(path: string): string {
  return readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
}

/**
 * Compares a text with `test/golden/<name>`, byte for byte. A missing golden fails.
 * `UPDATE_GOLDEN=1` writes the file instead: look at the difference before it is committed.
 */
export function expectGolden(name: string, text: string): void {
  expectFile(`test/golden/${name}`, text);
}

/** Compares a text with a file of the repository that is made from the code, in the same way. */
export function expectFile(path: string, text: string): void {
  const file = fileURLToPath(new URL(`../../${path}`, import.meta.url));
  const { UPDATE_GOLDEN } = process.env;
  if (UPDATE_GOLDEN === "1") {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  expect(existsSync(file), `${path} is missing: UPDATE_GOLDEN=1 writes it`).toBe(true);
  expect(text, `differs from ${path}`).toBe(readFileSync(file, "utf8"));
}
