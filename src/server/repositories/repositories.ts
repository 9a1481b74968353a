// All repositories over one scope, and the same bundle inside a transaction.
import { type Scope, scopeOf } from '~/db/client';
import type { Keys } from '~/server/crypto/keys';
import { createApiKeyRepository } from './api-keys';
import { createAuditRepository } from './audit';
import { createCredentialRepository } from './credentials';
import { createExecutionFileRepository } from './execution-files';
import { createExecutionRepository } from './executions';
import { createFormRepository } from './forms';
import { createNodeStoreRepository } from './node-stores';
import { createNotificationRepository } from './notifications';
import { createPeopleRepository } from './people';
import { createScheduleRepository } from './schedules';
import { createSessionRepository } from './sessions';
import { createVariableRepository } from './variables';
import { createVersionRepository } from './versions';
import { createWebhookRepository } from './webhooks';
import { createWorkflowRepository } from './workflows';

const bundle = (scope: Scope, keys: Keys) => ({
  people: createPeopleRepository(scope),
  sessions: createSessionRepository(scope),
  apiKeys: createApiKeyRepository(scope),
  audit: createAuditRepository(scope, keys),
  workflows: createWorkflowRepository(scope),
  versions: createVersionRepository(scope),
  executions: createExecutionRepository(scope),
  executionFiles: createExecutionFileRepository(scope),
  credentials: createCredentialRepository(scope, keys),
  webhooks: createWebhookRepository(scope),
  forms: createFormRepository(scope),
  schedules: createScheduleRepository(scope),
  notifications: createNotificationRepository(scope),
  variables: createVariableRepository(scope),
  nodeStores: createNodeStoreRepository(scope),
});

export type RepositoryBundle = ReturnType<typeof bundle>;

export interface Repositories extends RepositoryBundle {
  /** Runs `work` in one transaction of the organization; all repositories it is given share it. */
  transaction<T>(orgId: string, work: (repositories: RepositoryBundle) => Promise<T>): Promise<T>;
}

export function createRepositories(scope: Scope, keys: Keys): Repositories {
  return {
    ...bundle(scope, keys),
    transaction: (orgId, work) => scope.org(orgId, tx => work(bundle(scopeOf(tx, orgId), keys))),
  };
}
