import { partnersListNames, renderPartnersFile, renderPartnersList } from "../../pages/partners-list.ts";
import type { Config } from "../../program/config.ts";
import { CONFIG_PATH } from "../../program/config.ts";
import { requireRegistry } from "../../program/registry.ts";
import { CAST, COMPANY, ORGANIZATION, PACKS } from "./cast.ts";

/** The config of the story's program, as its maintainers would write it. */
export const CONFIG = `# How ${ORGANIZATION} runs its partner program. Partnerbot reads this file from the default branch, and nowhere else.
program:
  name: Stackwright Partner Program
  project: Stackwright
  committee: Technical Steering Committee

# A complete proposal is open for discussion for three days. Then the bot opens the vote.
review:
  open-for: 3d

# Who votes. The chair weighs 3 points, senior maintainers 2, maintainers 1.
roll:
  - { role: chair, points: 3, users: [${CAST.chair.login}] }
  - { role: senior maintainer, points: 2, team: ${ORGANIZATION}/senior-maintainers }
  - { role: maintainer, points: 1, team: ${ORGANIZATION}/maintainers }

# Admitting a partner needs more than half of all points, and half of the people must take part, within seven days.
rules:
  admit:
    pass: { over: 1/2, of: eligible }
    quorum: { at-least: 1/2, of: eligible }
    period: { open-for: 7d }

# Who works for whom. Nobody votes on an employer: these members are recused by themselves.
affiliations:
  - { login: ${CAST.employee.login}, organization: ${COMPANY.name}, from: "2024-06-01" }

# Where partners' work is counted. A partner of which nothing was counted for 90 days is told, and has 90 days to answer.
activity:
  repositories: [${ORGANIZATION}/${PACKS}]
  since: "2026-03-01"

# Plain words that count as a vote when they are all that a comment says.
synonyms:
  yes: ["+1", "👍"]
  no: ["-1"]
`;

const REGISTRY = `# The partners of Stackwright: the source of the partners list.
# Entries are changed by pull request only. Comments stay where they are.
version: 1
partners:
  # Our first partner: they carried the release machinery through the hard winter of 2023.
  - id: old-mill-hosting
    name: Old Mill Hosting
    url: https://www.oldmill.example/
    description: Runs the build farm and the mirrors of the project.
    services:
      - Hosting
      - Build machines   # since the 2.0 release
    since: "2023-02-14"
    badges:
      - category: business-development
        awarded: "2023-02-14"
`;

/** The partners as the story finds them: with the one person who works for the first of them, by the number of the account. */
export function registryNaming(neighbour: number): string {
  return `${REGISTRY}    people:
      - login: ${CAST.neighbour.login}
        id: ${neighbour}
        from: "2023-02-14"
        consent: { state: confirmed }
`;
}

const README = `# Stackwright community

The place where Stackwright is run: how we decide, who maintains what, and who helps us.

- **Partners**: companies that help in an ongoing way are on [the partners list](PARTNERS.md). Yours can be, too: open an issue with the *Partnership proposal* form.
- **Voting**: the Technical Steering Committee votes on each proposal, in public, in its issue.
`;

/** The first files of a linked repository. */
export const PACKS_FILES: Readonly<Record<string, string>> = {
  "README.md": "# Packs\n\nWhat Stackwright can talk to.\n",
  "modbus/pack.yaml": "name: modbus\nversion: 1.4.0\n",
};

/** The first files of a program's repository. `form` is the text of its issue form, `url` the repository's address. */
export function programFiles(program: {
  config: Config;
  configText: string;
  form: string;
  updateForm: string;
  reportForm: string;
  owner: string;
  url: string;
}): Record<string, string> {
  const { config, configText, form, updateForm, reportForm, owner, url } = program;
  const list = renderPartnersList(requireRegistry(REGISTRY), partnersListNames(config, { owner, url }));
  return {
    "README.md": README,
    [CONFIG_PATH]: configText,
    [config.intake.form]: form,
    [config.intake["update-form"]]: updateForm,
    [config.intake["report-form"]]: reportForm,
    [config.files.registry]: REGISTRY,
    [config.files.list]: renderPartnersFile(null, list),
  };
}
