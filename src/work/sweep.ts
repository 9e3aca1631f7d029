import type { Clients } from "../github/client.ts";
import { findInstallations, findRepositories } from "../github/find-installations.ts";
import type { Queue } from "./queue.ts";

/**
 * Asks for a look at every repository that the app is installed in. Whatever was missed (a lost event, a crash, a
 * time that came while nothing ran) is found so. What a repository is, its own look tells. An installation that cannot
 * be read is told of and left out: the others do not wait for it.
 */
export async function sweep(
  clients: Clients,
  queue: Queue,
  failed: (installation: number, error: unknown) => void,
): Promise<void> {
  for await (const installation of findInstallations(clients)) {
    try {
      for await (const { owner, name } of findRepositories(clients, installation)) {
        queue.add({ kind: "program", installation, owner, name });
      }
    } catch (error) {
      failed(installation, error);
    }
  }
}
