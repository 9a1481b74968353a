// What an expression sees of the run. The engine implements it over run data, the editor over preview data.
import type { Item } from '../items';

export interface NodeScope {
  readonly name: string;
  readonly isExecuted: boolean;
  /** Run of the node that is looked at: its last one. */
  readonly runIndex: number;
  parameters(): unknown;
  context(): unknown;
  /** The output that leads to the current node, at once or through others; else 0. */
  connectedOutput(): number;
  /** Items of one output of one run; defaults: the output that leads to the current node, the last run. Throws ExpressionError. */
  items(output?: number, run?: number): readonly Item[];
  /** The item of this node that item `index` (default: the current one) was made from. Throws ExpressionError. */
  paired(index?: number): Item | undefined;
}

export interface ExpressionScope {
  readonly item: Item | undefined;
  /** `item.json`; apart from `item` because nearly every expression reads only this. */
  readonly json: unknown;
  readonly itemIndex: number;
  readonly runIndex: number;
  input(): readonly Item[];
  /** The same scope as seen from another item. */
  at(index: number): ExpressionScope;
  /** Null when the workflow has no such node. */
  node(name: string): NodeScope | null;
  /** Where input 0 came from; null for a start. */
  readonly previous: { name: string; outputIndex: number; runIndex: number } | null;
  readonly workflow: { id: string; name: string; active: boolean };
  readonly execution: { id: string; mode: string; resumeUrl?: string };
  readonly self: { id: string; name: string; typeVersion: number; webhookId?: string };
  /** Milliseconds since 1970. */
  now(): number;
  /** IANA name. */
  readonly timezone: string;
  readonly variables: Readonly<Record<string, string>>;
  /** Names readable through `$env`. */
  readonly environment: Readonly<Record<string, string>>;
  parameters(): unknown;
  rawParameters(): unknown;
  /** State of a loop node, by name; of the node before this one without a name. */
  context(): unknown;
  /** Further roots (`$response`, `$pageCount`), with their dollar sign. */
  readonly extra?: Readonly<Record<string, unknown>>;
  /** `$execution.customData`. */
  readonly customData?: Map<string, string>;
  /** What the model supplies for `$fromAI`; absent outside tool nodes. */
  fromAI?(key: string, description: string, type: string, fallback: unknown): unknown;
}
