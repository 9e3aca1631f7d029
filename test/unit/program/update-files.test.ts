import { describe, expect, it } from "vitest";
import type { FileContent } from "../../../src/program/action.ts";
import { configSchema } from "../../../src/program/config.ts";
import { partnerSchema } from "../../../src/program/partner.ts";
import type { SupportedByText } from "../../../src/program/supported-by-files.ts";
import { updateFiles } from "../../../src/program/update-files.ts";
import { updatePullRequest } from "../../../src/program/update-pull-request.ts";
import { GLOBEX, INITECH, registryOf } from "../../support/updates.ts";

const config = configSchema.parse({ roll: [{ users: ["bo"] }] });
const repository = { owner: "stackwright", url: "https://github.com/stackwright/community" };
const before = partnerSchema.parse(GLOBEX);
const renamed = { ...before, name: "Globex Labs" };
const BLOCK = "<!-- partnerbot:supported-by:start -->\n<!-- partnerbot:supported-by:end -->\n";

function filesOf(
  supportedBy: readonly SupportedByText[],
  partner = renamed,
  logos: readonly FileContent[] = [],
) {
  return updateFiles({
    partner,
    registryText: registryOf(GLOBEX, INITECH),
    listText: null,
    supportedBy,
    logos,
    config,
    repository,
  });
}

describe("the files of an update's pull request", () => {
  it("are the registry and the list", () => {
    const { files, registryText, supportedBy } = filesOf([]);
    expect(files.map(({ path }) => path)).toEqual(["partners.yml", "PARTNERS.md"]);
    expect(files[0]?.content).toBe(registryText);
    expect(registryText).toContain("name: Globex Labs");
    expect(supportedBy).toEqual([]);
  });

  it("hold the block of names where the update changes it", () => {
    const { files, supportedBy } = filesOf([{ path: "docs/team.md", text: BLOCK }]);
    expect(supportedBy).toEqual(["docs/team.md"]);
    const text = files.find(({ path }) => path === "docs/team.md")?.content;
    expect(text).toContain(
      ": [Globex Labs](https://globex.example/) and [Initech](https://initech.example/). [All partners](../PARTNERS.md)",
    );
    const described = { ...renamed, description: "Something else." };
    const again = filesOf([{ path: "docs/team.md", text: String(text) }], described);
    expect(again.supportedBy).toEqual([]);
    expect(again.files).toHaveLength(2);
  });

  it("are not made when a file for the block is not there or lacks its markers", () => {
    for (const text of [null, "# Team\n", BLOCK + BLOCK]) {
      expect(() => filesOf([{ path: "docs/team.md", text }])).toThrowError(
        expect.objectContaining({ name: "UserError", message: expect.stringContaining("docs/team.md: ") }),
      );
    }
  });
});

it("the pull request of an update names the files in which the block changes", () => {
  const { view } = updatePullRequest({
    before,
    after: renamed,
    asker: "gus",
    isMember: false,
    asksForVote: false,
    supportedBy: ["README.md"],
    logos: [],
    marks: [],
    leftOut: [],
    issue: { number: 12, url: `${repository.url}/issues/12` },
    config,
  });
  expect(view.files.map(({ path }) => path)).toEqual(["partners.yml", "PARTNERS.md", "README.md"]);
});
