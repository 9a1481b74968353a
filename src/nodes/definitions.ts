// Every node type Weft knows: type -> definition. Browser-safe. A new node is one folder, one line here and one in runs.ts.
import { aiDefinitions } from './ai/definitions';
import { baseOfTool, canBeTool, toolOfNode } from './ai/as-tool';
import { aggregate } from './aggregate/definition';
import { code } from './code/definition';
import type { NodeDefinition } from './contract';
import { compareDatasets } from './compare-datasets/definition';
import { compression } from './compression/definition';
import { convertToFile } from './convert-to-file/definition';
import { crateDb } from './crate-db/definition';
import { supabase } from './supabase/definition';
import { telegram } from './telegram/definition';
import { crypto } from './crypto/definition';
import { dateTime } from './date-time/definition';
import { debugHelper } from './debug-helper/definition';
import { editImage } from './edit-image/definition';
import { emailReadImap } from './email-read-imap/definition';
import { emailSend } from './email-send/definition';
import { errorTrigger } from './error-trigger/definition';
import { executeWorkflow } from './execute-workflow/definition';
import { executeWorkflowTrigger } from './execute-workflow-trigger/definition';
import { executionData } from './execution-data/definition';
import { extractFromFile } from './extract-from-file/definition';
import { filter } from './filter/definition';
import { form } from './form/definition';
import { formTrigger } from './form-trigger/definition';
import { graphql } from './graphql/definition';
import { html } from './html/definition';
import { httpRequest } from './http-request/definition';
import { ifNode } from './if/definition';
import { jwt } from './jwt/definition';
import { limit } from './limit/definition';
import { localFileTrigger } from './local-file-trigger/definition';
import { manualTrigger } from './manual-trigger/definition';
import { markdown } from './markdown/definition';
import { merge } from './merge/definition';
import { mongoDb } from './mongo-db/definition';
import { mySql } from './my-sql/definition';
import { moveBinaryData } from './move-binary-data/definition';
import { n8n } from './n8n/definition';
import { n8nTrigger } from './n8n-trigger/definition';
import { noOp } from './no-op/definition';
import { postgres } from './postgres/definition';
import { quickChart } from './quick-chart/definition';
import { readWriteFile } from './read-write-file/definition';
import { questDb } from './quest-db/definition';
import { redis } from './redis/definition';
import { removeDuplicates } from './remove-duplicates/definition';
import { renameKeys } from './rename-keys/definition';
import { respondToWebhook } from './respond-to-webhook/definition';
import { rssFeedRead } from './rss-feed-read/definition';
import { rssFeedReadTrigger } from './rss-feed-read-trigger/definition';
import { scheduleTrigger } from './schedule-trigger/definition';
import { set } from './set/definition';
import { sort } from './sort/definition';
import { splitInBatches } from './split-in-batches/definition';
import { splitOut } from './split-out/definition';
import { sseTrigger } from './sse-trigger/definition';
import { stickyNote } from './sticky-note/definition';
import { stopAndError } from './stop-and-error/definition';
import { summarize } from './summarize/definition';
import { switchNode } from './switch/definition';
import { totp } from './totp/definition';
import { timescaleDb } from './timescale-db/definition';
import { wait } from './wait/definition';
import { webhook } from './webhook/definition';
import { workflowTrigger } from './workflow-trigger/definition';
import { xml } from './xml/definition';

export const definitions = {
  manualTrigger,
  webhook,
  scheduleTrigger,
  formTrigger,
  executeWorkflowTrigger,
  errorTrigger,
  set,
  if: ifNode,
  switch: switchNode,
  filter,
  merge,
  compareDatasets,
  splitInBatches,
  splitOut,
  aggregate,
  limit,
  sort,
  summarize,
  removeDuplicates,
  renameKeys,
  dateTime,
  crypto,
  html,
  markdown,
  xml,
  code,
  httpRequest,
  graphql,
  rssFeedRead,
  respondToWebhook,
  executeWorkflow,
  wait,
  form,
  stopAndError,
  noOp,
  executionData,
  extractFromFile,
  convertToFile,
  emailReadImap,
  rssFeedReadTrigger,
  sseTrigger,
  localFileTrigger,
  workflowTrigger,
  n8nTrigger,
  emailSend,
  postgres,
  mySql,
  redis,
  mongoDb,
  crateDb,
  supabase,
  telegram,
  questDb,
  timescaleDb,
  compression,
  readWriteFile,
  n8n,
  jwt,
  totp,
  quickChart,
  debugHelper,
  editImage,
  moveBinaryData,
  stickyNote,
  ...aiDefinitions,
} satisfies Record<string, NodeDefinition>;

export type NodeType = keyof typeof definitions;

export const isNodeType = (type: string): type is NodeType => Object.hasOwn(definitions, type);

/** The definition of a node type, or undefined for a type Weft does not know. `httpRequestTool` is made of `httpRequest`. */
export function findDefinition(type: string): NodeDefinition | undefined {
  if (isNodeType(type)) return definitions[type];
  const base = baseOfTool(type);
  if (base === null || !isNodeType(base)) return undefined;
  return canBeTool(definitions[base]) ? toolOfNode(definitions[base]) : undefined;
}

/** Every node of the picker: the registry, and what its nodes are as tools. */
export function allDefinitions(): NodeDefinition[] {
  const all: NodeDefinition[] = Object.values(definitions);
  return [...all, ...all.filter(canBeTool).map(toolOfNode)];
}
