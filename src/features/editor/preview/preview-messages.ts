// What the editor and the preview worker say to each other.
import type { DataItem } from '~/ui/data/kinds';

export interface PreviewNode {
  items: readonly DataItem[];
  /** The output that leads to the node that is edited. */
  output: number;
}

/** What an expression of one node can see. Sent when it changes, not with every question. */
export interface PreviewData {
  input: readonly DataItem[];
  previous: string | null;
  nodes: Record<string, PreviewNode>;
  /** Every step of the workflow, also those that have not run. */
  names: readonly string[];
  self: { id: string; name: string; typeVersion: number };
  parameters: unknown;
  workflow: { id: string; name: string };
  timezone: string;
  variables: Record<string, string>;
}

export type ToWorker = { kind: 'data'; data: PreviewData } | { kind: 'evaluate'; id: number; text: string; item: number };

export type PreviewResult =
  | { ok: true; value: unknown; /** Cut for display. */ text: string; type: string; warnings: string[] }
  | { ok: false; message: string; description?: string };

export interface FromWorker {
  id: number;
  result: PreviewResult;
}
