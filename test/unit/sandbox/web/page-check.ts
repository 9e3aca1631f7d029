import { expect } from "vitest";

const TAG = /<(\/?)([a-z][a-z0-9]*)((?:\s+[a-z-]+(?:="[^"<>]*")?)*)\s*\/?>/gi;
const VOID = ["br", "hr", "input", "link", "meta", "circle"];
const ATTRIBUTES = [
  "action",
  "aria-current",
  "aria-hidden",
  "aria-label",
  "autocomplete",
  "charset",
  "checked",
  "class",
  "content",
  "cx",
  "cy",
  "data-live",
  "datetime",
  "defer",
  "disabled",
  "fill",
  "for",
  "formaction",
  "height",
  "href",
  "id",
  "lang",
  "method",
  "name",
  "open",
  "placeholder",
  "r",
  "rel",
  "rows",
  "selected",
  "src",
  "start",
  "title",
  "type",
  "value",
  "width",
];

/**
 * Fails when HTML holds anything but whole tags that close each other, attributes that do nothing by themselves, and
 * text without an open angle bracket; and when a link or a form leads anywhere unsafe.
 */
export function expectHarmless(text: string): void {
  const open: string[] = [];
  for (const [whole, slash, name = "", attributes = ""] of text.matchAll(TAG)) {
    for (const [, attribute = "", value = ""] of attributes.matchAll(/\s([a-z-]+)(?:="([^"]*)")?/gi)) {
      expect(ATTRIBUTES, whole).toContain(attribute);
      if (["href", "src", "action", "formaction"].includes(attribute)) {
        expect(value, whole).toMatch(/^(?:\/(?!\/)|#|https?:\/\/|mailto:|$)/);
      }
    }
    if (VOID.includes(name)) continue;
    if (slash === "") open.push(name);
    else expect(open.pop(), `${whole} at ${text.indexOf(whole)}`).toBe(name);
  }
  expect(open).toEqual([]);
  expect(text.replace(TAG, "").replace(/^<!doctype html>/, "")).not.toMatch(/[<]/);
}
