// The API of the browser: one router per feature.
import { accountRouter } from './routers/account';
import { apiKeysRouter } from './routers/api-keys';
import { auditRouter } from './routers/audit';
import { credentialsRouter } from './routers/credentials';
import { databasesRouter } from './routers/databases';
import { executionsRouter } from './routers/executions';
import { membersRouter } from './routers/members';
import { notificationsRouter } from './routers/notifications';
import { peopleRouter } from './routers/people';
import { sessionRouter } from './routers/session';
import { setupRouter } from './routers/setup';
import { versionsRouter } from './routers/versions';
import { workflowsRouter } from './routers/workflows';
import { createCallerFactory, router } from './trpc';

export const appRouter = router({
  setup: setupRouter,
  people: peopleRouter,
  session: sessionRouter,
  account: accountRouter,
  apiKeys: apiKeysRouter,
  members: membersRouter,
  workflows: workflowsRouter,
  versions: versionsRouter,
  executions: executionsRouter,
  credentials: credentialsRouter,
  databases: databasesRouter,
  notifications: notificationsRouter,
  audit: auditRouter,
});

export type AppRouter = typeof appRouter;

export const createCaller = createCallerFactory(appRouter);
