import { subscribe } from "../../../src/sandbox/events.ts";
import type { Actor, WebhookEvent } from "../../../src/sandbox/state.ts";
import { buildWorld, type World, type WorldDescription } from "../../../src/sandbox/world.ts";

const MANIFEST = `
name: Partner Bot
description: Counts votes.
default_permissions: { issues: write, contents: write, pull_requests: write, checks: write, members: read }
default_events: [issues, issue_comment, pull_request, push, create, delete, check_run]
`;

/** No key pair is made: that takes longer than all the rest. */
export const SMALL_APP = { manifest: MANIFEST, publicKey: "none", installations: [{ account: "octo" }] };

export interface SmallWorld extends World {
  /** Every webhook event since the start. */
  readonly told: WebhookEvent[];
  /** The app, with all that its installation may do. */
  readonly bot: Actor;
}

/**
 * `octo/program`: `ann` is an owner, `wes` may write, `tia` triages, `rob` is a stranger who only reads. The app is
 * installed on all of `octo`.
 */
export function buildSmallWorld(changes: Partial<WorldDescription> = {}): SmallWorld {
  const world = buildWorld({
    users: ["ann", { login: "Wes", name: "Wes W.", email: "wes@example.org" }, "tia", "rob", "mia", "liz"],
    organizations: [
      {
        login: "octo",
        owners: ["ann"],
        members: ["mia"],
        teams: [
          { name: "Committee", members: ["ann"], maintainers: ["mia"] },
          { name: "Seniors", parent: "committee", members: ["liz", "mia"] },
        ],
      },
    ],
    repositories: [
      {
        name: "octo/program",
        files: {
          "README.md": "# Program\n",
          "partners.yml": "partners: []\n",
          "docs/a.md": "one\ntwo\nthree\n",
        },
        collaborators: { wes: "write", tia: "triage" },
      },
      { name: "octo/hidden", private: true, files: { "README.md": "secret\n" } },
    ],
    app: SMALL_APP,
    ...changes,
  });
  const told: WebhookEvent[] = [];
  subscribe(world.state, (event) => told.push(event));
  const installation = world.installations[0];
  if (installation === undefined) throw new Error("the app is not installed");
  const bot: Actor = {
    kind: "installation",
    installationId: installation.id,
    permissions: installation.permissions,
    repositoryIds: null,
  };
  return { ...world, told, bot };
}

/** `issues.opened`, `push`, … */
export function namesOf(events: readonly WebhookEvent[]): string[] {
  return events.map(({ event, action }) => (action === null ? event : `${event}.${action}`));
}
