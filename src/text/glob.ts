/**
 * Whether a text is what a pattern says: `*` stands for any number of characters and `?` for one, everything else for
 * itself, without regard to case. The time is at most the product of both lengths, whatever the pattern is.
 */
export function matchesGlob(pattern: string, text: string): boolean {
  const [wanted, found] = [pattern.toLowerCase(), text.toLowerCase()];
  let [at, position] = [0, 0];
  // Where the last star was, and how much of the text it has taken so far.
  let [star, taken] = [-1, 0];
  while (position < found.length) {
    if (wanted[at] === "*") {
      star = at;
      taken = position;
      at += 1;
    } else if (wanted[at] === "?" || wanted[at] === found[position]) {
      at += 1;
      position += 1;
    } else if (star === -1) {
      return false;
    } else {
      taken += 1;
      at = star + 1;
      position = taken;
    }
  }
  return /^\**$/.test(wanted.slice(at));
}
