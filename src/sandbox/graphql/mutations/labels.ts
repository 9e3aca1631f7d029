import {
  addLabels,
  createLabel,
  deleteLabel,
  labelsOf,
  removeLabel,
  setLabels,
  updateLabel,
} from "../../labels.ts";
import type { IssueOrPullRequest, Label } from "../../state.ts";
import { conversationFields } from "../issue.ts";
import { labelFields } from "../label.ts";
import { findConversation, findTarget } from "../node.ts";
import { Refusal } from "../refusal.ts";
import type { Scene } from "../scene.ts";
import { type Input, payload } from "./input.ts";

type Labelling = Input & { labelableId: string; labelIds: readonly string[] };

/** The mutations on labels and on what bears them. */
export function labelMutations(scene: Scene) {
  const { state, viewer } = scene;
  const find = (id: string) => findConversation(scene, id, "Labelable");
  return {
    createLabel: ({
      input,
    }: {
      input: Input & { repositoryId: string; name: string; color: string; description?: string | null };
    }) => {
      const repository = findTarget(scene, input.repositoryId, "Repository", ["Repository"]);
      const { name, color, description } = input;
      const label = createLabel(state, viewer, repository, { name, color, description: description ?? null });
      return payload("CreateLabelPayload", input, { label: () => labelFields(scene, label) });
    },
    updateLabel: ({
      input,
    }: {
      input: Input & { id: string; name?: string | null; color?: string | null; description?: string | null };
    }) => {
      const { name, color, description } = input;
      const label = updateLabel(state, viewer, findTarget(scene, input.id, "Label", ["Label"]), {
        ...(name == null ? {} : { name }),
        ...(color == null ? {} : { color }),
        ...(description === undefined ? {} : { description }),
      });
      return payload("UpdateLabelPayload", input, { label: () => labelFields(scene, label) });
    },
    deleteLabel: ({ input }: { input: Input & { id: string } }) => {
      deleteLabel(state, viewer, findTarget(scene, input.id, "Label", ["Label"]));
      return payload("DeleteLabelPayload", input, {});
    },
    addLabelsToLabelable: ({ input }: { input: Labelling }) => {
      const issue = find(input.labelableId);
      addLabels(state, viewer, issue, labelNames(scene, issue, input.labelIds));
      return payload("AddLabelsToLabelablePayload", input, {
        labelable: () => conversationFields(scene, issue),
      });
    },
    removeLabelsFromLabelable: ({ input }: { input: Labelling }) => {
      const issue = find(input.labelableId);
      const names = labelNames(scene, issue, input.labelIds);
      const worn = new Set(labelsOf(state, issue).map((label) => label.name));
      // Unlike REST, GraphQL does not mind labels that are not there; one call must still be allowed to make it.
      if (names.every((name) => !worn.has(name))) addLabels(state, viewer, issue, []);
      for (const name of names) if (worn.has(name)) removeLabel(state, viewer, issue, name);
      return payload("RemoveLabelsFromLabelablePayload", input, {
        labelable: () => conversationFields(scene, issue),
      });
    },
    clearLabelsFromLabelable: ({ input }: { input: Input & { labelableId: string } }) => {
      const issue = find(input.labelableId);
      setLabels(state, viewer, issue, []);
      return payload("ClearLabelsFromLabelablePayload", input, {
        labelable: () => conversationFields(scene, issue),
      });
    },
  };
}

/** Names of labels by their node ids; a label of another repository is none here. */
export function labelNames(
  scene: Scene,
  home: Pick<IssueOrPullRequest, "repositoryId">,
  ids: readonly string[],
): string[] {
  return ids.map((id) => {
    const label: Label = findTarget(scene, id, "Label", ["Label"]);
    if (label.repositoryId !== home.repositoryId) {
      throw new Refusal("NOT_FOUND", `Could not resolve to a node with the global id of '${id}'`);
    }
    return label.name;
  });
}
