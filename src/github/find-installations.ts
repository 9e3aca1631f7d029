import type { Clients } from "./client.ts";

/** Every repository of every installation that is not suspended, all pages read. */
export async function* findInstallations(
  clients: Clients,
): AsyncGenerator<{ installation: number; owner: string; name: string }> {
  const installations = clients.app.paginate.iterator(clients.app.rest.apps.listInstallations, {
    per_page: 100,
  });
  for await (const { data } of installations) {
    for (const installation of data) {
      if (!installation.suspended_at) yield* repositoriesOf(clients, installation.id);
    }
  }
}

async function* repositoriesOf(
  clients: Clients,
  installation: number,
): AsyncGenerator<{ installation: number; owner: string; name: string }> {
  const { read } = clients.installation(installation);
  const pages = read.paginate.iterator(read.rest.apps.listReposAccessibleToInstallation, { per_page: 100 });
  for await (const { data } of pages) {
    for (const repository of data) {
      if (!repository.archived) yield { installation, owner: repository.owner.login, name: repository.name };
    }
  }
}
