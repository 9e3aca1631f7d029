import { describe, expect, it } from "vitest";
import { configSchema } from "../../../../src/program/config.ts";
import { embeddingOf } from "../../../../src/program/lifecycle/embedding.ts";
import { partnerSchema } from "../../../../src/program/partner.ts";
import { applicationLook } from "../../../support/looks.ts";

const acme = partnerSchema.parse({ id: "acme", name: "Acme [Labs]", since: "2026-03-09" });

function embedding(config: object, repository: object = {}) {
  const look = applicationLook();
  return embeddingOf(
    {
      config: configSchema.parse({ roll: [{ role: "chair", users: ["ada"] }], ...config }),
      look: {
        ...look,
        repository: {
          ...look.repository,
          owner: "Storm",
          name: "community",
          onGitHubCom: true,
          ...repository,
        },
      },
    },
    acme,
  );
}

describe("what a new partner is told of the site", () => {
  it("is its page and the badge to paste, at the address of GitHub Pages", () => {
    expect(embedding({})).toEqual({
      pageLink: "https://storm.github.io/community/partners/acme/",
      badge:
        "[![Acme \\[Labs\\]: partner of Storm](https://storm.github.io/community/badges/acme.svg)](https://storm.github.io/community/partners/acme/)",
    });
  });

  it("follows the address that the config says, also where the site is published by other means", () => {
    const program = { page: "https://partners.example/list", project: "StackStorm" };
    const { pageLink } = embedding({ program, site: { branch: "none" } }, { onGitHubCom: false }) ?? {};
    expect(pageLink).toBe("https://partners.example/list/partners/acme/");
  });

  it("is nothing where there is no site, or where its address is not known", () => {
    expect(embedding({ site: { branch: "none" } })).toBeNull();
    expect(embedding({}, { onGitHubCom: false })).toBeNull();
  });
});
