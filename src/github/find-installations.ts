import type { Clients } from "./client.ts";

/** Every installation that is not suspended, all pages read. */
export async function* findInstallations(clients: Clients): AsyncGenerator<number> {
  const installations = clients.app.paginate.iterator(clients.app.rest.apps.listInstallations, {
    per_page: 100,
  });
  for await (const { data } of installations) {
    for (const installation of data) if (!installation.suspended_at) yield installation.id;
  }
}

/** Every repository of an installation that is not archived, all pages read. */
export async function* findRepositories(
  clients: Clients,
  installation: number,
): AsyncGenerator<{ owner: string; name: string }> {
  const { read } = clients.installation(installation);
  const pages = read.paginate.iterator(read.rest.apps.listReposAccessibleToInstallation, { per_page: 100 });
  for await (const { data } of pages) {
    for (const repository of data) {
      if (!repository.archived) yield { owner: repository.owner.login, name: repository.name };
    }
  }
}
