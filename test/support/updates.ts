import { instantOf } from "../../src/program/instant.ts";
import { firstPlaces, readApplication } from "../../src/program/lifecycle/application.ts";
import type { Committee } from "../../src/program/lifecycle/committee.ts";
import type { UpdateRequest } from "../../src/program/lifecycle/update-request.ts";
import { decideUpdate } from "../../src/program/lifecycle/update-verdict.ts";
import type { Needs, Verdict } from "../../src/program/lifecycle/verdict.ts";
import type { FetchedLogos } from "../../src/program/logo.ts";
import type { ApplicationLook } from "../../src/program/observation.ts";
import type { PartnerInput } from "../../src/program/partner.ts";
import { partnerSchema } from "../../src/program/partner.ts";
import { addPartner } from "../../src/program/registry.ts";
import { loadIssueForm } from "../../src/templates.ts";
import {
  type FormField,
  type FormInput,
  parseIssueForm,
  renderIssueBody,
} from "../../src/text/issue-form.ts";
import { applicationLook, FILED, observedFile, PATHS, person } from "./looks.ts";

export const UPDATE_FORM_TEXT = loadIssueForm("partner-update");
const FORM = parseIssueForm(UPDATE_FORM_TEXT);

/** The issue body that GitHub makes of the form's answers, by field id; the partner is Globex unless said. */
export function updateBody(answers: Record<string, FormInput> = {}): string {
  const given: Record<string, FormInput> = { partner: "Globex", ...answers };
  return renderIssueBody(
    FORM,
    new Map<FormField, FormInput>(
      FORM.fields.map((field) => [field, (field.id === null ? undefined : given[field.id]) ?? null]),
    ),
  );
}

/** A partner for which `gus` is the contact, `eli` works, `fay` is suggested, `hal` has left and `ivy` declined. */
export const GLOBEX: PartnerInput = {
  id: "globex",
  name: "Globex",
  "former-names": ["Globex Industries"],
  url: "https://globex.example/",
  domains: ["globex.example"],
  description: "Globex runs automation for factories.",
  services: ["Consulting", "Training"],
  regions: ["Europe"],
  languages: ["English"],
  links: {
    support: "https://globex.example/support",
    "case-studies": ["https://globex.example/stories/1"],
  },
  logo: { light: "https://github.com/user-attachments/assets/1", alt: "Globex" },
  since: "2026-01-05",
  badges: [{ category: "engineering", awarded: "2026-01-05" }],
  contacts: [{ login: "gus", id: person("gus").id ?? 0 }],
  people: [
    { login: "eli", role: "maintainer", from: "2026-01-05", consent: { state: "confirmed" } },
    { login: "fay", from: "2026-01-05", consent: { state: "suggested" } },
    { login: "hal", from: "2026-01-05", to: "2026-02-01", consent: { state: "confirmed" } },
    { login: "ivy", from: "2026-01-05", consent: { state: "declined" } },
  ],
  application: 7,
  history: [{ at: "2026-01-05", event: "admitted", actor: "Technical Steering Committee" }],
};

/** Another partner, of which nobody is known. */
export const INITECH: PartnerInput = {
  id: "initech",
  name: "Initech",
  "former-names": ["Initrode"],
  url: "https://initech.example/",
  since: "2026-01-05",
};

/** A registry as a file. */
export function registryOf(...partners: readonly PartnerInput[]): string {
  return partners.reduce<string>(
    (text, partner) => addPartner(text, partnerSchema.parse(partner)),
    "version: 1\npartners: []\n",
  );
}

type LookParts = Parameters<typeof applicationLook>[0];

/** A look at issue 12, by which `gus` changes the services of Globex. */
export function updateLook({ issue, ...parts }: LookParts = {}): ApplicationLook {
  return applicationLook({
    updateForm: observedFile(PATHS.updateForm, UPDATE_FORM_TEXT),
    registry: observedFile("partners.yml", registryOf(GLOBEX, INITECH)),
    issue: { title: "[Update] Globex", body: updateBody({ services: "Support" }), ...issue },
    ...parts,
  });
}

/** What was understood of an update; `null` for an issue that is none. */
export function readUpdateOf(look: ApplicationLook): UpdateRequest | null {
  let places = firstPlaces(PATHS);
  for (let round = 0; round < 3; round += 1) {
    const reading = readApplication(look, places);
    if (reading.kind === "update") return reading.update;
    if (reading.kind !== "look-elsewhere") return null;
    places = reading.places;
  }
  throw new Error("the look is never in the right place");
}

/** What should be true of an update, or what has to be known first. */
export function decideUpdateOf(
  look: ApplicationLook,
  committee: Committee | null = null,
  logos: FetchedLogos = new Map(),
): Verdict | Needs {
  const request = readUpdateOf(look);
  if (request === null) throw new Error("the issue is no update");
  return decideUpdate(request, { committee, logos });
}

/** So many days after the filing. */
export function dayAfter(days: number) {
  return instantOf(FILED + days * 86_400_000);
}
