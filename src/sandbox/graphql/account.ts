import { actorAccount, findAccountById } from "../accounts.ts";
import type { Account, Bot } from "../state.ts";
import type { Fields } from "./fields.ts";
import { organizationFields } from "./organization.ts";
import { type Scene, time } from "./scene.ts";

/** As GraphQL's `Actor`: a bot's login is its slug, without `[bot]`. The ghost is `null`. */
export function actorFields(scene: Scene, account: Account | null): Fields | null {
  if (account === null) return null;
  if (account.type === "User") return userFields(scene, account);
  if (account.type === "Organization") return organizationFields(scene, account);
  return { ...accountFields(scene, account), __typename: "Bot", login: slugOf(account) };
}

/** The same, by account id. */
export function actorFieldsById(scene: Scene, id: number | null): Fields | null {
  return id === null ? null : actorFields(scene, findAccountById(scene.state, id));
}

/** Where GraphQL knows only `User`, a bot is one, and its login is `slug[bot]`. */
export function userFields(scene: Scene, account: Account): Fields {
  const isViewer = actorAccount(scene.state, scene.viewer).id === account.id;
  return {
    ...accountFields(scene, account),
    __typename: "User",
    login: account.login,
    name: account.name,
    email: account.type === "User" ? (account.email ?? "") : "",
    isViewer,
    isSiteAdmin: account.type === "User" && account.siteAdmin,
  };
}

/** What every kind of account has. */
export function accountFields(scene: Scene, account: Account): Omit<Fields, "__typename"> {
  const resourcePath = account.type === "Bot" ? `/apps/${slugOf(account)}` : `/${account.login}`;
  return {
    id: account.nodeId,
    databaseId: account.id,
    resourcePath,
    url: `${scene.state.urls.web}${resourcePath}`,
    avatarUrl: ({ size }: { size?: number | null }) =>
      `${scene.state.urls.web}/avatars/${account.id}${size == null ? "" : `?s=${size}`}`,
    createdAt: time(account.createdAt),
  };
}

function slugOf(bot: Bot): string {
  return bot.login.replace(/\[bot\]$/, "");
}
