// The nodes that are in most workflows. A browser has these at once; the others come when one is needed (known-definitions.ts).
import { aggregate } from './aggregate/definition';
import { code } from './code/definition';
import type { NodeDefinition } from './contract';
import { filter } from './filter/definition';
import { httpRequest } from './http-request/definition';
import { ifNode } from './if/definition';
import { limit } from './limit/definition';
import { manualTrigger } from './manual-trigger/definition';
import { merge } from './merge/definition';
import { noOp } from './no-op/definition';
import { respondToWebhook } from './respond-to-webhook/definition';
import { scheduleTrigger } from './schedule-trigger/definition';
import { set } from './set/definition';
import { sort } from './sort/definition';
import { splitInBatches } from './split-in-batches/definition';
import { splitOut } from './split-out/definition';
import { stickyNote } from './sticky-note/definition';
import { switchNode } from './switch/definition';
import { wait } from './wait/definition';
import { webhook } from './webhook/definition';

export const commonDefinitions: ReadonlyMap<string, NodeDefinition> = new Map(
  ([aggregate, code, filter, httpRequest, ifNode, limit, manualTrigger, merge, noOp, respondToWebhook, scheduleTrigger, set, sort, splitInBatches, splitOut, stickyNote, switchNode, wait, webhook] as NodeDefinition[])
    .map(definition => [definition.type, definition]),
);
