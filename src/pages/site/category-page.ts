import type { Category } from "../../program/category.ts";
import { describeDuration } from "../../program/duration.ts";
import { partnersListNames } from "../partners-list.ts";
import { orderInWords } from "./order.ts";
import { rootOf } from "./page-frame.ts";
import { logoFrom } from "./partner-card.ts";
import type { SiteContext } from "./site-context.ts";
import type { SiteFile } from "./site-input.ts";

/** A page for each category of the config: what its badge is for, and the listed partners that hold it. */
export function categoryPages(site: SiteContext): SiteFile[] {
  return site.config.categories.map((category) => categoryPage(site, category));
}

function categoryPage(site: SiteContext, category: Category): SiteFile {
  const { config, repository, templates, partners } = site;
  const path = `categories/${category.id}/index.html`;
  const root = rootOf(path);
  const holders = partners.flatMap((shown) => {
    const badge = shown.badges.find((held) => held.category === category.id);
    return badge === undefined ? [] : [{ shown, badge }];
  });
  const frame = site.framePage({
    path,
    name: category.name,
    summary: `Partners with the badge ${category.name}. ${category.description}`.trim(),
    part: "partners",
  });
  const view = {
    ...frame,
    category: categoryView(category),
    applyUrl: partnersListNames(config, repository).applyUrl,
    order: orderInWords(site),
    holders: holders.map(({ shown, badge }) => ({
      name: shown.partner.name,
      href: `${root}${shown.path}index.html`,
      logo: logoFrom(shown, root),
      tier: shown.tier === null ? null : { id: shown.tier.id, name: shown.tier.name },
      awarded: badge.awarded,
    })),
    others: config.categories
      .filter(({ id }) => id !== category.id)
      .map(({ id, name }) => ({ id, name, href: `../${id}/index.html` })),
  };
  return { path, content: templates.render("category", view) };
}

/** A category as pages explain it; `lasts` in words. */
export function categoryView({ id, name, description, lasts }: Category) {
  return {
    id,
    name,
    description: description.replace(/\.$/, ""),
    lasts: lasts === undefined ? null : describeDuration(lasts),
  };
}
