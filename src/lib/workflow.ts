// The workflow definition: what drafts and versions store, what the editor draws and the engine runs (architecture.md, section 5).
import type { Json, JsonObject } from './json';
import type { RetryRule } from './retry';

/** `main:0`, `ai_tool:0`: connection type and index. */
export type PortKey = `${string}:${number}`;

export type OnError = 'stopWorkflow' | 'continueRegularOutput' | 'continueErrorOutput';

export interface WorkflowNode {
  /** `^[A-Za-z0-9_-]{1,64}$`, unique in the workflow. */
  id: string;
  /** Unique in the workflow; expressions, pinned data and run data refer to it. */
  name: string;
  /** A key of the node registry (`set`, `httpRequest`), or the original type of a placeholder (`n8n-nodes-base.slack`). */
  type: string;
  typeVersion: number;
  position: { x: number; y: number };
  /** Only what differs from the defaults of that version. */
  parameters: JsonObject;
  credentials?: Record<string, { id: string | null; name: string }>;
  disabled?: boolean;
  notes?: string;
  onError?: OnError;
  retryOnFail?: boolean;
  maxTries?: number;
  /** Milliseconds. */
  waitBetweenTries?: number;
  /** Weft's own rule for `retryOnFail`; it replaces the two above. */
  retry?: RetryRule;
  alwaysOutputData?: boolean;
  executeOnce?: boolean;
  /** Stable id of the node's webhook; the token of its URL is looked up by it. */
  webhookId?: string;
  /** What a person has to check before the node does what it replaced; taken off one by one. */
  todo?: string[];
  /** The node as it stood in the file it came from, for lossless export while it is unedited. */
  imported?: JsonObject;
}

export interface WorkflowEdge {
  id: string;
  source: string;
  sourcePort: PortKey;
  target: string;
  targetPort: PortKey;
}

export interface WorkflowSettings {
  executionOrder?: 'v1' | 'v0';
  /** IANA name; absent means the instance's zone. */
  timezone?: string;
  errorWorkflowId?: string;
  /** Seconds; absent or -1 means none. */
  executionTimeout?: number;
  /** Executions of this workflow that may run at once; absent means no limit. */
  concurrency?: number;
  /** Branches that are ready at the same time run at the same time. Never set by an import from n8n. */
  parallel?: boolean;
  saveDataSuccessExecution?: 'all' | 'none';
  saveDataErrorExecution?: 'all' | 'none';
  /** Settings of the imported file that Weft keeps for export and does not use. */
  imported?: JsonObject;
}

export interface WorkflowDefinition {
  nodes: WorkflowNode[];
  edges: WorkflowEdge[];
  settings: WorkflowSettings;
  variables: Record<string, string>;
  /** Items by node name; used in manual runs only. */
  pinData: Record<string, Json[]>;
  /** Top-level keys of the imported file (name, meta, tags …), kept for export. */
  imported?: JsonObject;
}

export const emptyDefinition = (): WorkflowDefinition => ({ nodes: [], edges: [], settings: { executionOrder: 'v1' }, variables: {}, pinData: {} });

/** `main:0` -> { type: 'main', index: 0 }. */
export function parsePort(port: string): { type: string; index: number } {
  const at = port.lastIndexOf(':');
  return { type: port.slice(0, at), index: Number(port.slice(at + 1)) };
}

export const portKey = (type: string, index: number): PortKey => `${type}:${index}`;
