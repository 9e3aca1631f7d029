import { describe, expect, it } from "vitest";
import { activePartOfSvg } from "../../../src/text/svg-check.ts";
import { svg } from "../../support/pictures.ts";

const partOf = (content: string) => activePartOfSvg(svg(content).toString("utf8"));

describe("an SVG that is a picture", () => {
  it.each([
    [
      "shapes",
      '<g fill="none"><path d="M0 0h9" stroke="#000"/><title>On = off, a &lt;script&gt;</title></g>',
    ],
    ["a gradient of its own", '<linearGradient id="g"/><rect fill="url(#g)" style="filter:url( \'#f\' )"/>'],
    ["a style sheet of its own", "<style><![CDATA[ .a { fill: url(#g) } /* url(#h) */ ]]></style>"],
    ["parts used again", '<defs><g id="a"/></defs><use href="#a"/><use xlink:href="#a"/>'],
    [
      "what drawing programs write into it",
      '<metadata><rdf:li rdf:resource="http://purl.org/dc/x"/></metadata>',
    ],
    ["a quoted reference", '<rect fill="url(&quot;#g&quot;)"/>'],
  ])("has %s", (_, content) => {
    expect(partOf(content)).toBeNull();
  });

  it("begins as it likes", () => {
    const plain = svg("<path/>").toString("utf8");
    for (const start of [
      "\uFEFF",
      '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n',
      "<!-- by hand -->",
    ]) {
      expect(activePartOfSvg(start + plain)).toBeNull();
    }
  });
});

describe("an SVG that is more than a picture", () => {
  it.each([
    ["a script", "<script>alert(1)</script>"],
    ["a script", '<svg:script href="#a"/>'],
    ["a script", '<SCRIPT type="text/javascript"/>'],
    ["a script", '<rect onclick="alert(1)"/>'],
    ["a script", "<rect\nonload = 'x'/>"],
    ["a part that is no drawing", "<foreignObject><p>hello</p></foreignObject>"],
    ["a part that is no drawing", "<x:iframe/>"],
    ["an address of another file", '<image href="https://tracker.example/x.png"/>'],
    ["an address of another file", "<image xlink:href = 'file:///etc/passwd'/>"],
    ["an address of another file", '<use href="other.svg#a"/>'],
    ["an address of another file", '<use href="&#x68;ttps://tracker.example/#a"/>'],
    ["an address of another file", '<a href="javascript:alert(1)"/>'],
    ["an address of another file", '<image href="data:image/png;base64,AAAA"/>'],
    ["an address of another file", '<feImage\thref="//tracker.example/x"/>'],
    ["an address of another file", '<g xml:base="https://tracker.example/"><use href="#a"/></g>'],
    ["a part of another file", '<xi:include href="#a" parse="text"/>'],
    ["a style from another file", "<style>@import 'https://tracker.example/x.css';</style>"],
    ["a style from another file", "<style>@\\69mport 'x.css';</style>"],
    ["a style from another file", "<style>@font-face { src: url(https://tracker.example/x) }</style>"],
    ["a style from another file", "<rect style=\"fill:url('x.svg#a')\"/>"],
    ["a style from another file", '<rect style="fill:&#117;rl(&#104;ttps://tracker.example/)"/>'],
    ["a style from another file", '<rect style="fill:\\75rl(//tracker.example/)"/>'],
    ["a style from another file", '<rect fill="u\\72 l(x)"/>'],
    ["a style from another file", '<rect fill="url()"/>'],
  ])("has %s: %s", (part, content) => {
    expect(partOf(content)).toBe(part);
  });

  it.each([
    [
      "a document type or entities",
      '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/x.dtd">',
    ],
    ["a document type or entities", '<!DOCTYPE svg [<!ENTITY e SYSTEM "file:///etc/passwd">]>'],
    ["a style from another file", '<?xml-stylesheet href="https://tracker.example/x.css"?>'],
    ["an encoding other than UTF-8", '<?xml version="1.0" encoding="UTF-7"?>'],
  ])("begins with %s: %s", (part, start) => {
    expect(activePartOfSvg(start + svg("<path/>").toString("utf8"))).toBe(part);
  });

  it("hides nothing behind a comment or a section", () => {
    expect(partOf("<![CDATA[ <!-- ]]><script/><![CDATA[ --> ]]>")).toBe("a script");
    expect(partOf("<!-- <g> --><script/><!-- </g> -->")).toBe("a script");
  });

  it("does not keep anybody busy, however long it is", () => {
    for (const piece of ["/*", "url(", "href=", "href='", "&#", "\\", "<!", "< ", "<a:", 'encoding="']) {
      activePartOfSvg(`<?xml ${piece.repeat(1_000_000)}`);
    }
  });
});
