import { repositoryOf } from "../repositories.ts";
import type { Label, State } from "../state.ts";
import { repositoryUrl } from "./repository.ts";

export function representLabel(state: State, label: Label) {
  return {
    id: label.id,
    node_id: label.nodeId,
    url: `${repositoryUrl(state, repositoryOf(state, label))}/labels/${encodeURIComponent(label.name)}`,
    name: label.name,
    color: label.color,
    default: label.isDefault,
    description: label.description,
  };
}
