import type { Clients } from "../github/client.ts";
import { findInstallations } from "../github/find-installations.ts";
import type { Queue } from "./queue.ts";

/**
 * Asks for a look at every repository that the app is installed in. Whatever was missed (a lost event, a crash, a
 * time that came while nothing ran) is found so. What a repository is, its own look tells.
 */
export async function sweep(clients: Clients, queue: Queue): Promise<void> {
  for await (const { installation, owner, name } of findInstallations(clients)) {
    queue.add({ kind: "program", installation, owner, name });
  }
}
