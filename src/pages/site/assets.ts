import type { SiteFile, SiteInput } from "./site-input.ts";

/** What pages load beside logos: one style sheet with the config's colours at its end, the filter, and an icon. */
export function assetFiles({ config, templates }: SiteInput): SiteFile[] {
  const marks = [
    ...config.categories.map(({ id, color }) => ({ kind: "badge", id, color })),
    ...config.tiers.map(({ id, color }) => ({ kind: "tier", id, color })),
  ];
  return [
    {
      path: "assets/style.css",
      content: `${templates.render("style", {})}\n${templates.render("marks", { marks })}`,
    },
    { path: "assets/filter.js", content: templates.render("filter", {}) },
    { path: "assets/icon.svg", content: templates.render("icon", {}) },
    // Without it GitHub Pages runs Jekyll over the files, which leaves some out.
    { path: ".nojekyll", content: "" },
  ];
}
