/** Whether two texts are the same for GitHub, which may change line ends and outer space on the way. */
export function sameText(one: string, other: string): boolean {
  const normalized = (text: string) => text.replace(/\r\n?/g, "\n").trim();
  return normalized(one) === normalized(other);
}
