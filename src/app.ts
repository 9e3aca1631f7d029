import type { Probot } from "probot";
import { issueOfBranch } from "./program/decision-branch.ts";
import { DATA_BRANCH } from "./program/places.ts";
import type { Key } from "./work/key.ts";

/** What the handlers need of the rest: a place to say "look at this again", and who this app is. */
export interface Listener {
  add(key: Key): void;
  /** Whether an account is this app's own: what it did itself it need not look at again. */
  isOwn(sender: Sender): boolean;
  /** Whether a repository may be a program: one that was looked at, and has no config, is none before its next push. */
  mayBeProgram(repository: { owner: string; name: string }): boolean;
}

interface Sender {
  login: string;
  type: string;
}

interface Address {
  installation: { id: number } | undefined;
  owner: string;
  name: string;
}

/**
 * Probot's part: each event says which key to look at again, and is answered at once. No logic is here, and nothing
 * of an event is believed but its address (`DESIGN.md` section 2).
 */
export function createApp(listener: Listener): (probot: Probot) => void {
  const application = (address: Address, sender: Sender | undefined, number: number | null) => {
    const { installation, owner, name } = address;
    if (number === null || installation === undefined || (sender && listener.isOwn(sender))) return;
    if (!listener.mayBeProgram(address)) return;
    listener.add({ kind: "application", installation: installation.id, owner, name, number });
  };
  const program = ({ installation, owner, name }: Address) => {
    if (installation !== undefined)
      listener.add({ kind: "program", installation: installation.id, owner, name });
  };
  /** What happens there may count in the programs that link it. */
  const linked = ({ installation, owner, name }: Address, sender: Sender | undefined) => {
    if (installation === undefined || (sender && listener.isOwn(sender))) return;
    listener.add({ kind: "repository", installation: installation.id, owner, name });
  };

  return (probot) => {
    probot.on(
      ["issues", "issue_comment", "pull_request", "pull_request_review", "release"],
      async ({ payload }) => {
        linked(addressOf(payload), payload.sender);
      },
    );
    probot.on("issues", async ({ payload }) => {
      application(addressOf(payload), payload.sender, payload.issue.number);
    });
    probot.on("issue_comment", async ({ payload }) => {
      if (!payload.issue.pull_request) application(addressOf(payload), payload.sender, payload.issue.number);
    });
    probot.on("pull_request", async ({ payload }) => {
      application(addressOf(payload), payload.sender, issueOfBranch(payload.pull_request.head.ref));
    });
    probot.on(
      ["pull_request.opened", "pull_request.synchronize", "pull_request.reopened"],
      async ({ payload }) => {
        // This app's own ones are checked as well.
        const { installation, ...address } = addressOf(payload);
        if (installation === undefined) return;
        const { number } = payload.pull_request;
        if (!listener.mayBeProgram(address)) return;
        listener.add({ kind: "pull-request", installation: installation.id, ...address, number });
      },
    );
    probot.on("push", async ({ payload }) => {
      const address = addressOf(payload);
      const { default_branch } = payload.repository;
      // The base has moved: what is open is rebuilt, and the config may be another, or the first one.
      if (payload.ref === `refs/heads/${default_branch}`) {
        linked(address, payload.sender);
        program(address);
      }
      // Nobody but this app should write there: if somebody did, every ballot is looked at again.
      else if (payload.ref === `refs/heads/${DATA_BRANCH}`) {
        if (!payload.sender || !listener.isOwn(payload.sender)) program(address);
      } else application(address, payload.sender, issueOfBranch(payload.ref));
    });
    probot.on("installation.created", async ({ payload }) => {
      for (const { full_name } of payload.repositories ?? [])
        program(addressOfName(payload.installation, full_name));
    });
    probot.on("installation_repositories.added", async ({ payload }) => {
      for (const { full_name } of payload.repositories_added) {
        program(addressOfName(payload.installation, full_name));
      }
    });
  };
}

function addressOf(payload: {
  installation?: { id: number } | undefined;
  repository: { full_name: string };
}): Address {
  return addressOfName(payload.installation, payload.repository.full_name);
}

function addressOfName(installation: { id: number } | undefined, fullName: string): Address {
  const [owner = "", name = ""] = fullName.split("/");
  return { installation, owner, name };
}
