// The tools a node gets: each call carries the execution's organization, its limits and its guards.
import { join } from 'node:path';
import type { StepRecord } from '~/engine/execution';
import { messageOf } from '~/lib/errors';
import { newId } from '~/lib/ids';
import type { JsonObject } from '~/lib/json';
import type { WorkflowNode } from '~/lib/workflow';
import { NodeError, type Tools } from '~/nodes/contract';
import type { Egress } from '~/server/egress/client';
import type { OutgoingCredential } from '~/server/egress/credentials';
import type { Sockets } from '~/server/egress/sockets';
import { createFileArea } from '~/server/files/area';
import { StoreFull } from '~/server/repositories/node-stores';
import type { Repositories } from '~/server/repositories/repositories';
import { createCodeHttp } from '~/server/sandbox/http';
import type { Sandbox } from '~/server/sandbox/pool';
import { createOwnApi } from '~/server/workflows/own-api';
import type { Workshop } from '~/server/workshop/pool';
import type { Journal } from './journal';
import { createStepFiles, type NearFiles } from './step-files';
import { createSystemTools } from './system-tools';

export interface ToolServices {
  repositories: Repositories;
  journal: Journal;
  egress: Egress;
  sockets: Sockets;
  sandbox: Sandbox;
  workshop: Workshop;
  /** Of workflows that name none. */
  timezone: string;
  /** Folder with the file area of each organization. */
  filesRoot: string;
  /** Bytes of one file of an item. */
  maxFile: number;
  /** Runs a sub-workflow and returns the items of its last node. */
  runWorkflow(call: Parameters<Tools['workflow']>[0], parent: { orgId: string; executionId: string; workflowId: string; depth: number }): ReturnType<Tools['workflow']>;
}

export interface ToolScope {
  orgId: string;
  executionId: string;
  workflowId: string;
  fence: number;
  node: WorkflowNode;
  staticData: { global: JsonObject; nodes: Record<string, JsonObject> };
  depth: number;
  files: NearFiles;
  say?: Tools['say'];
}

/** Everything of Tools but `resolve`, which the engine adds. */
export function createTools(services: ToolServices, scope: ToolScope, step: StepRecord, signal: AbortSignal): Tools {
  const { orgId, executionId, node } = scope;

  async function openCredential(type: string) {
    const reference = node.credentials?.[type];
    if (!reference) throw new NodeError(`No credential of the type ${type} is chosen`, { description: `Open "${node.name}" and choose one.` });
    if (!reference.id) throw new NodeError(`The credential "${reference.name}" is not connected yet`, { description: `Open "${node.name}" and choose a credential for ${type}.` });
    try {
      const credential = await services.repositories.credentials.open(orgId, reference.id);
      if (credential.expiresAt && credential.expiresAt.getTime() < Date.now()) throw new NodeError(`The credential "${credential.name}" has expired`);
      void services.repositories.credentials.touch(orgId, reference.id).catch(() => {});
      return credential;
    } catch (error) {
      if (error instanceof NodeError) throw error;
      throw new NodeError(`The credential "${reference.name}" cannot be used: ${messageOf(error, 200)}`);
    }
  }

  const files = createStepFiles(services, { orgId, executionId, near: scope.files, maxFile: services.maxFile });

  const onRefusedHost = (refused: OutgoingCredential, host: string): void => {
    void services.repositories.audit.record(orgId, { actor: 'system', action: 'credential.refused_host', target: node.credentials?.[refused.type]?.id ?? refused.name, details: { host, node: node.name, executionId } }).catch(() => {});
  };

  return {
    signal,
    ...(scope.say ? { say: scope.say } : {}),
    now: () => Date.now(),
    async http(request) {
      const credential = request.credentialType ? await openCredential(request.credentialType) : undefined;
      return services.egress.send(request, {
        signal, files, depth: scope.depth, ...(credential ? { credential } : {}),
        onRefusedHost,
      });
    },
    ...createSystemTools({ sockets: services.sockets, openCredential, files, signal, onRefusedHost }),
    credential: async type => (await openCredential(type)).fields,
    async sandbox(request) {
      const result = await services.sandbox.run(orgId, request, signal, createCodeHttp((asked, sent) => services.egress.send(asked, { signal, files: sent, depth: scope.depth })));
      for (const line of result.logs) this.log(line.level, line.text);
      return result;
    },
    weft: createOwnApi(services.repositories, { orgId, executionId, workflowId: scope.workflowId, timezone: services.timezone }),
    area: createFileArea(join(services.filesRoot, orgId)),
    work: (name, input) => services.workshop.run(orgId, name, input, signal),
    files,
    log: (level, message, data) => services.journal.log({ orgId, executionId, id: newId(), at: Date.now(), level, node: step.node, message: message.slice(0, 20_000), data: data ?? null }),
    staticData(which) {
      if (which === 'global') return scope.staticData.global;
      // A name such as "toString" is nobody's data yet, though every object has it.
      if (!Object.hasOwn(scope.staticData.nodes, node.name)) scope.staticData.nodes[node.name] = {};
      return scope.staticData.nodes[node.name] as JsonObject;
    },
    store: {
      get: (which, key) => services.repositories.nodeStores.get(orgId, which === 'workflow' ? scope.workflowId : null, key),
      update: (which, key, change) => services.repositories.nodeStores.update(orgId, which === 'workflow' ? scope.workflowId : null, key, change).catch(error => {
        throw error instanceof StoreFull ? new NodeError(error.message, { description: 'Use a database made for it.' }) : error;
      }),
    },
    resolve: value => value,
    async workflow(call) {
      if (scope.depth >= 10) throw new NodeError('Workflows call each other more than 10 levels deep', { description: 'Look for a workflow that calls itself.' });
      return services.runWorkflow(call, { orgId, executionId, workflowId: scope.workflowId, depth: scope.depth });
    },
  };
}
