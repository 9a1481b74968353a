// The behaviour of every node type: type -> run. Server only. Total over definitions.ts, so a missing half does not compile.
import { aiRuns } from './ai/runs';
import { baseOfTool } from './ai/as-tool';
import { runAggregate } from './aggregate/run';
import { runCode } from './code/run';
import type { RunNode } from './contract';
import { type definitions, findDefinition, isNodeType, type NodeType } from './definitions';
import { runCompareDatasets } from './compare-datasets/run';
import { runCompression } from './compression/run';
import { runConvertToFile } from './convert-to-file/run';
import { runCrateDb } from './crate-db/run';
import { runSupabase } from './supabase/run';
import { runTelegram } from './telegram/run';
import { runCrypto } from './crypto/run';
import { runDateTime } from './date-time/run';
import { runDebugHelper } from './debug-helper/run';
import { runEditImage } from './edit-image/run';
import { runEmailReadImap } from './email-read-imap/run';
import { runEmailSend } from './email-send/run';
import { runErrorTrigger } from './error-trigger/run';
import { runExecuteWorkflow } from './execute-workflow/run';
import { runExecuteWorkflowTrigger } from './execute-workflow-trigger/run';
import { runExecutionData } from './execution-data/run';
import { runExtractFromFile } from './extract-from-file/run';
import { runFilter } from './filter/run';
import { runForm } from './form/run';
import { runFormTrigger } from './form-trigger/run';
import { runGraphql } from './graphql/run';
import { runHtml } from './html/run';
import { runHttpRequest } from './http-request/run';
import { runIf } from './if/run';
import { runJwt } from './jwt/run';
import { runLimit } from './limit/run';
import { runLocalFileTrigger } from './local-file-trigger/run';
import { runManualTrigger } from './manual-trigger/run';
import { runMarkdown } from './markdown/run';
import { runMerge } from './merge/run';
import { runMongoDb } from './mongo-db/run';
import { runMySql } from './my-sql/run';
import { runMoveBinaryData } from './move-binary-data/run';
import { runN8n } from './n8n/run';
import { runN8nTrigger } from './n8n-trigger/run';
import { runNoOp } from './no-op/run';
import { runPostgres } from './postgres/run';
import { runQuickChart } from './quick-chart/run';
import { runReadWriteFile } from './read-write-file/run';
import { runQuestDb } from './quest-db/run';
import { runRedis } from './redis/run';
import { runRemoveDuplicates } from './remove-duplicates/run';
import { runRenameKeys } from './rename-keys/run';
import { runRespondToWebhook } from './respond-to-webhook/run';
import { runRssFeedRead } from './rss-feed-read/run';
import { runRssFeedReadTrigger } from './rss-feed-read-trigger/run';
import { runScheduleTrigger } from './schedule-trigger/run';
import { runSet } from './set/run';
import { runSort } from './sort/run';
import { runSplitInBatches } from './split-in-batches/run';
import { runSplitOut } from './split-out/run';
import { runSseTrigger } from './sse-trigger/run';
import { runStickyNote } from './sticky-note/run';
import { runStopAndError } from './stop-and-error/run';
import { runSummarize } from './summarize/run';
import { runSwitch } from './switch/run';
import { runTotp } from './totp/run';
import { runTimescaleDb } from './timescale-db/run';
import { runWait } from './wait/run';
import { runWebhook } from './webhook/run';
import { runWorkflowTrigger } from './workflow-trigger/run';
import { runXml } from './xml/run';

export const runs: { [T in NodeType]: RunNode<(typeof definitions)[T]> } = {
  manualTrigger: runManualTrigger,
  webhook: runWebhook,
  formTrigger: runFormTrigger,
  scheduleTrigger: runScheduleTrigger,
  executeWorkflowTrigger: runExecuteWorkflowTrigger,
  errorTrigger: runErrorTrigger,
  set: runSet,
  if: runIf,
  switch: runSwitch,
  filter: runFilter,
  merge: runMerge,
  compareDatasets: runCompareDatasets,
  splitInBatches: runSplitInBatches,
  splitOut: runSplitOut,
  aggregate: runAggregate,
  limit: runLimit,
  sort: runSort,
  summarize: runSummarize,
  removeDuplicates: runRemoveDuplicates,
  renameKeys: runRenameKeys,
  dateTime: runDateTime,
  crypto: runCrypto,
  html: runHtml,
  markdown: runMarkdown,
  xml: runXml,
  code: runCode,
  httpRequest: runHttpRequest,
  graphql: runGraphql,
  rssFeedRead: runRssFeedRead,
  respondToWebhook: runRespondToWebhook,
  executeWorkflow: runExecuteWorkflow,
  wait: runWait,
  form: runForm,
  stopAndError: runStopAndError,
  noOp: runNoOp,
  executionData: runExecutionData,
  extractFromFile: runExtractFromFile,
  convertToFile: runConvertToFile,
  emailReadImap: runEmailReadImap,
  rssFeedReadTrigger: runRssFeedReadTrigger,
  sseTrigger: runSseTrigger,
  localFileTrigger: runLocalFileTrigger,
  workflowTrigger: runWorkflowTrigger,
  n8nTrigger: runN8nTrigger,
  emailSend: runEmailSend,
  postgres: runPostgres,
  mySql: runMySql,
  redis: runRedis,
  mongoDb: runMongoDb,
  crateDb: runCrateDb,
  supabase: runSupabase,
  telegram: runTelegram,
  questDb: runQuestDb,
  timescaleDb: runTimescaleDb,
  compression: runCompression,
  readWriteFile: runReadWriteFile,
  n8n: runN8n,
  jwt: runJwt,
  totp: runTotp,
  quickChart: runQuickChart,
  debugHelper: runDebugHelper,
  editImage: runEditImage,
  moveBinaryData: runMoveBinaryData,
  stickyNote: runStickyNote,
  ...aiRuns,
};

/** The behaviour of a node type, or undefined for a type Weft does not know. */
export function findRun(type: string): RunNode | undefined {
  // The engine resolves the parameters by the definition of the same type, which is what each run declares.
  if (isNodeType(type)) return runs[type] as unknown as RunNode;
  const base = findDefinition(type) ? baseOfTool(type) : null;
  return base !== null && isNodeType(base) ? (runs[base] as unknown as RunNode) : undefined;
}
