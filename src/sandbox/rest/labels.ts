import { z } from "zod";
import { notFound } from "../errors.ts";
import {
  addLabels,
  createLabel,
  deleteLabel,
  findLabel,
  labelsOf,
  removeLabel,
  setLabels,
  updateLabel,
} from "../labels.ts";
import { representLabel } from "../representations/label.ts";
import type { Label } from "../state.ts";
import { NO_BODY, present } from "./input.ts";
import { requireIssue } from "./issues.ts";
import { NEEDS } from "./needs.ts";
import { page } from "./pagination.ts";
import { type Call, parameter, type RepositoryCall, type Route, readRoute, writeRoute } from "./route.ts";

const NAME = z.union([z.string(), z.strictObject({ name: z.string() })]);
/** GitHub takes the names bare, in a list, or in an object. */
const NAMES = z
  .union([z.array(NAME), z.strictObject({ labels: z.array(NAME).exactOptional() }), NAME])
  .transform((given): string[] => {
    const list =
      typeof given === "string" || "name" in given ? [given] : "labels" in given ? given.labels : given;
    return Array.isArray(list) ? list.map((one) => (typeof one === "string" ? one : one.name)) : [];
  });
const ON_ISSUE = "/repos/{owner}/{repo}/issues/{issue_number}/labels";
const LABEL = "/repos/{owner}/{repo}/labels/{name}";

export const labelRoutes: readonly Route[] = [
  readRoute(
    {
      operation: "issues/list-labels-for-repo",
      route: "GET /repos/{owner}/{repo}/labels",
      docs: "issues/labels#list-labels-for-a-repository",
      need: NEEDS.issuesRead,
    },
    (call) => {
      const labels = [...call.repository.labels].sort(([one], [other]) => (one < other ? -1 : 1));
      return page(call, labels, ([, label]) => representLabel(call.state, label));
    },
  ),
  readRoute(
    {
      operation: "issues/get-label",
      route: `GET ${LABEL}`,
      docs: "issues/labels#get-a-label",
      need: NEEDS.issuesRead,
    },
    (call) => ({ status: 200, body: representLabel(call.state, requireLabel(call)) }),
  ),
  writeRoute(
    {
      operation: "issues/create-label",
      route: "POST /repos/{owner}/{repo}/labels",
      docs: "issues/labels#create-a-label",
      need: NEEDS.issuesWrite,
      body: z.strictObject({
        name: z.string(),
        color: z.string().exactOptional(),
        description: z.string().nullable().exactOptional(),
      }),
      resource: "Label",
    },
    ({ state, actor, repository }, body) => {
      const label = representLabel(state, createLabel(state, actor, repository, body));
      return { status: 201, body: label, headers: { Location: String(label["url"]) } };
    },
  ),
  writeRoute(
    {
      operation: "issues/update-label",
      route: `PATCH ${LABEL}`,
      docs: "issues/labels#update-a-label",
      need: NEEDS.issuesWrite,
      body: z.strictObject({
        new_name: z.string().exactOptional(),
        color: z.string().exactOptional(),
        description: z.string().nullable().exactOptional(),
      }),
      resource: "Label",
    },
    (call, body) => {
      const changes = present({ name: body.new_name, color: body.color, description: body.description });
      const label = updateLabel(call.state, call.actor, requireLabel(call), changes);
      return { status: 200, body: representLabel(call.state, label) };
    },
  ),
  writeRoute(
    {
      operation: "issues/delete-label",
      route: `DELETE ${LABEL}`,
      docs: "issues/labels#delete-a-label",
      need: NEEDS.issuesWrite,
      body: NO_BODY,
    },
    (call) => {
      deleteLabel(call.state, call.actor, requireLabel(call));
      return { status: 204 };
    },
  ),
  readRoute(
    {
      operation: "issues/list-labels-on-issue",
      route: `GET ${ON_ISSUE}`,
      docs: "issues/labels#list-labels-for-an-issue",
      need: NEEDS.issuesRead,
    },
    (call) =>
      page(call, labelsOf(call.state, requireIssue(call)), (label) => representLabel(call.state, label)),
  ),
  writeRoute(
    {
      operation: "issues/add-labels",
      route: `POST ${ON_ISSUE}`,
      docs: "issues/labels#add-labels-to-an-issue",
      need: NEEDS.issuesWrite,
      body: NAMES,
      resource: "Label",
    },
    (call, names) => answerLabels(call, addLabels(call.state, call.actor, requireIssue(call), names)),
  ),
  writeRoute(
    {
      operation: "issues/set-labels",
      route: `PUT ${ON_ISSUE}`,
      docs: "issues/labels#set-labels-for-an-issue",
      need: NEEDS.issuesWrite,
      body: NAMES,
      resource: "Label",
    },
    (call, names) => answerLabels(call, setLabels(call.state, call.actor, requireIssue(call), names)),
  ),
  writeRoute(
    {
      operation: "issues/remove-all-labels",
      route: `DELETE ${ON_ISSUE}`,
      docs: "issues/labels#remove-all-labels-from-an-issue",
      need: NEEDS.issuesWrite,
      body: NO_BODY,
    },
    (call) => {
      setLabels(call.state, call.actor, requireIssue(call), []);
      return { status: 204 };
    },
  ),
  writeRoute(
    {
      operation: "issues/remove-label",
      route: `DELETE ${ON_ISSUE}/{name}`,
      docs: "issues/labels#remove-a-label-from-an-issue",
      need: NEEDS.issuesWrite,
      body: NO_BODY,
    },
    (call) =>
      answerLabels(call, removeLabel(call.state, call.actor, requireIssue(call), parameter(call, "name"))),
  ),
];

function requireLabel(call: RepositoryCall): Label {
  const label = findLabel(call.repository, parameter(call, "name"));
  if (!label) throw notFound();
  return label;
}

function answerLabels(call: Call, labels: readonly Label[]): { status: 200; body: unknown } {
  return { status: 200, body: labels.map((label) => representLabel(call.state, label)) };
}
