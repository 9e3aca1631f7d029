import { describe, expect, it } from "vitest";
import { shownPartners } from "../../../../src/pages/site/shown-partner.ts";
import { renderSite } from "../../../../src/pages/site/site.ts";
import { renderTypeLogo } from "../../../../src/pages/type-logo.ts";
import { pageSite } from "../../../support/page-site.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const latin = (text: string) => Uint8Array.from(Buffer.from(text, "latin1"));

const svg = (body: string, before = "") =>
  bytes(`${before}<svg xmlns="http://www.w3.org/2000/svg">${body}</svg>`);
const PNG = latin("\x89PNG\r\n\x1a\n and so on");
const PATH = '<path d="M0 0h9v9z" fill="url(#a)"/>';

function logoOf(
  logo: { light: string; dark?: string; alt?: string } | undefined,
  files: [string, Uint8Array][],
) {
  const partner = { id: "acme", name: "Acme", ...(logo === undefined ? {} : { logo }) };
  const input = pageSite([partner], {}, { logos: new Map(files) });
  const [shown] = shownPartners(input);
  if (shown === undefined) throw new Error("nothing is shown");
  const content = (path: string) => renderSite(input).find((file) => file.path === path)?.content;
  return { ...shown.logo, lightContent: content(shown.logo.light), darkContent: content(shown.logo.dark) };
}

const typed = {
  light: "logos/acme.svg",
  dark: "logos/acme.dark.svg",
  alt: "Acme",
  adapts: true,
  lightContent: renderTypeLogo("Acme", "light"),
  darkContent: renderTypeLogo("Acme", "dark"),
};

describe("the logo of a partner", () => {
  it("is copied in both variants, each in its own format", () => {
    const dark = svg(PATH);
    const logo = logoOf({ light: "logos/a.png", dark: "logos/b.svg", alt: "An anvil" }, [
      ["logos/a.png", PNG],
      ["logos/b.svg", dark],
    ]);
    expect(logo).toEqual({
      light: "logos/acme.png",
      dark: "logos/acme.dark.svg",
      alt: "An anvil",
      adapts: true,
      lightContent: PNG,
      darkContent: dark,
    });
  });

  it("is the same in the dark where there is only one, and stands on a light plate", () => {
    const logo = logoOf({ light: "logos/a.png" }, [["logos/a.png", PNG]]);
    expect(logo).toMatchObject({ dark: "logos/acme.dark.png", darkContent: PNG, adapts: false });
    const page = pageSite(
      [{ id: "acme", logo: { light: "a.png" } }],
      {},
      { logos: new Map([["a.png", PNG]]) },
    );
    const index = renderSite(page).find(({ path }) => path === "index.html");
    expect(`${index?.content}`).toContain('class="plate plate-light"');
  });

  it("is set in type without one, with a remote one, and with one that is not there", () => {
    expect(logoOf(undefined, [])).toEqual(typed);
    expect(
      logoOf({ light: "https://acme.example/logo.png" }, [["https://acme.example/logo.png", PNG]]),
    ).toEqual(typed);
    expect(logoOf({ light: "logos/acme.png" }, [])).toEqual(typed);
  });

  it("goes by what the file is, and not by what it is called", () => {
    const jpeg = latin("\xff\xd8\xff\xe0");
    expect(logoOf({ light: "logos/a.png" }, [["logos/a.png", jpeg]]).light).toBe("logos/acme.jpg");
    const pointer = bytes("version https://git-lfs.github.com/spec/v1\n");
    expect(logoOf({ light: "logos/a.png" }, [["logos/a.png", pointer]])).toEqual(typed);
  });

  it("never lands on another partner's file", () => {
    const input = pageSite([{ id: "acme" }, { id: "acme-dark" }]);
    const paths = renderSite(input).map(({ path }) => path);
    expect(new Set(paths).size).toBe(paths.length);
  });
});

describe("an SVG in the repository", () => {
  const taken = (file: Uint8Array) => logoOf({ light: "a.svg" }, [["a.svg", file]]).lightContent === file;

  it.each([
    ["a drawing", svg(PATH)],
    [
      "a declaration and a document type",
      svg(PATH, '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE svg>'),
    ],
    ["a comment before it", svg(PATH, "<!-- made by hand -->\n")],
    ["a style sheet of its own", svg("<style>.a{fill:#123}</style>")],
    ["a picture in it", svg('<image href="data:image/png;base64,AAAA"/>')],
    ["a reference within", svg('<use href="#a"/>')],
  ])("is taken with %s", (_, file) => {
    expect(taken(file)).toBe(true);
  });

  it.each([
    ["a script", svg("<script>alert(1)</script>")],
    ["a script of another prefix", svg('<s:script xmlns:s="http://www.w3.org/2000/svg">alert(1)</s:script>')],
    ["a handler", svg('<rect onload = "alert(1)"/>')],
    ["a handler behind a slash", svg('<rect/onclick="alert(1)"/>')],
    ["foreign content", svg("<foreignObject><p/></foreignObject>")],
    ["a link to a script", svg('<a href="javascript:alert(1)"><text>x</text></a>')],
    ["an animated address", svg('<a><set attributeName="href" to="javascript:alert(1)"/></a>')],
    ["a picture from elsewhere", svg('<image href="https://evil.example/x.png"/>')],
    ["a document in an address", svg('<use href="data:image/svg+xml;base64,AAAA"/>')],
    ["a style from elsewhere", svg("<style>a{fill:url(https://evil.example/#x)}</style>")],
    ["an import", svg("<style>@import 'https://evil.example'</style>")],
    ["entities", svg("&x;", '<!DOCTYPE svg [<!ENTITY x "y">]>')],
    ["a script between comments in character data", svg("<![CDATA[<!--]]><script/><![CDATA[-->]]>")],
    ["a style sheet's address", svg(PATH, '<?xml-stylesheet href="https://evil.example"?>')],
    ["another encoding", svg(PATH, '<?xml version="1.0" encoding="UTF-7"?>')],
    ["something else than a drawing", bytes("<html><svg></svg></html>")],
  ])("is left out with %s", (_, file) => {
    expect(taken(file)).toBe(false);
  });
});
