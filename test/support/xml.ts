import { SaxesParser } from "saxes";

export interface XmlElement {
  /** Without a prefix. */
  readonly name: string;
  readonly namespace: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** All text in it, that of its children too. */
  readonly text: string;
}

/** Reads XML as strictly as the standard asks for; what is not well-formed, or has a character that XML forbids, throws. */
export function parseXml(xml: string): XmlElement {
  interface Open extends XmlElement {
    children: XmlElement[];
    text: string;
  }
  const open: Open[] = [{ name: "", namespace: "", attributes: {}, children: [], text: "" }];
  const parser = new SaxesParser({ xmlns: true });
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ local, uri, attributes }) => {
    const values = Object.entries(attributes).map(([name, { value }]) => [name, value]);
    open.push({
      name: local,
      namespace: uri,
      attributes: Object.fromEntries(values),
      children: [],
      text: "",
    });
  });
  parser.on("text", (text) => {
    for (const element of open) element.text += text;
  });
  parser.on("closetag", () => {
    const element = open.pop();
    if (element !== undefined) open.at(-1)?.children.push(element);
  });
  parser.write(xml).close();
  const root = open[0]?.children[0];
  if (root === undefined) throw new Error("there is no element");
  return root;
}

/** The elements of a name below an element, at any depth, in the order of the document. */
export function elementsIn(element: XmlElement, name: string): XmlElement[] {
  return element.children.flatMap((child) => [
    ...(child.name === name ? [child] : []),
    ...elementsIn(child, name),
  ]);
}

/** The text of the first element of a name right below an element; `null` when there is none. */
export function textIn(element: XmlElement, name: string): string | null {
  return element.children.find((child) => child.name === name)?.text ?? null;
}
