/** Legal forms that companies add to their names, and leave out in daily life. */
const LEGAL_FORMS = new Set(
  (
    "ab ag as asa bv bvba co company corp corporation cv ev eg gbr gmbh ggmbh group holding holdings inc incorporated kft kg kgaa kk " +
    "limited llc llp lp ltd mbh nv ohg oy oyj plc pllc pte pty pvt sa sarl sas se sl spa srl sro ug"
  ).split(" "),
);

/**
 * The names under which an organization is known: as written, and without its legal form ("Globex" for "Globex
 * Corporation"), so that an affiliation is found however it was written down.
 */
export function knownNames(organization: string): string[] {
  const words = organization.trim().split(/[\s,]+/);
  while (words.length > 1 && LEGAL_FORMS.has((words.at(-1) ?? "").toLowerCase().replace(/[.&]/g, "")))
    words.pop();
  return [...new Set([organization.trim(), words.join(" ")])].filter((name) => name !== "");
}
