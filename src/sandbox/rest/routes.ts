import { accountRoutes } from "./accounts.ts";
import { appRoutes } from "./apps.ts";
import { checkRunRoutes } from "./check-runs.ts";
import { commentRoutes } from "./comments.ts";
import { commitRoutes } from "./commits.ts";
import { contentRoutes } from "./contents.ts";
import { eventRoutes } from "./events.ts";
import { gitObjectRoutes } from "./git-objects.ts";
import { hookDeliveryRoutes } from "./hook-deliveries.ts";
import { issueRoutes } from "./issues.ts";
import { labelRoutes } from "./labels.ts";
import { metaRoutes } from "./meta.ts";
import { createMatcher } from "./path.ts";
import { pullRequestRoutes } from "./pull-requests.ts";
import { reactionRoutes } from "./reactions.ts";
import { referenceRoutes } from "./references.ts";
import { repositoryRoutes } from "./repositories.ts";
import type { Route } from "./route.ts";
import { teamRoutes } from "./teams.ts";

/** Every REST operation that the sandbox has. */
export const ROUTES: readonly Route[] = [
  ...metaRoutes,
  ...appRoutes,
  ...hookDeliveryRoutes,
  ...accountRoutes,
  ...teamRoutes,
  ...repositoryRoutes,
  ...contentRoutes,
  ...commitRoutes,
  ...referenceRoutes,
  ...gitObjectRoutes,
  ...issueRoutes,
  ...commentRoutes,
  ...labelRoutes,
  ...reactionRoutes,
  ...eventRoutes,
  ...pullRequestRoutes,
  ...checkRunRoutes,
];

/** The route of a method and path, with the parameters of the path, decoded; `null` when there is none. */
export const matchRoute = createMatcher(ROUTES);
