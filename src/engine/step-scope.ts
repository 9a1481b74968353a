// What expressions of one step see: its items, earlier steps by lineage, the execution (ExpressionScope over run data).
import { getOwn, isPlainObject, type JsonObject, setOwn } from '~/lib/json';
import type { RunRequest, StepSource } from './execution';
import { ExpressionError } from './expression/errors';
import { notExecuted } from './expression/roots-views';
import type { ExpressionScope, NodeScope } from './expression/scope';
import { resolveValue } from './expression/value';
import { HostObject } from './expression/values';
import { ancestorsOf, outputTowards, type GraphNode } from './graph';
import type { Item } from './items';
import { findPaired } from './lineage';
import { resolveParameter } from './parameters';
import type { RunData } from './run-data';

/** The part of a scope all items of a step share. */
export interface StepView {
  readonly data: RunData;
  readonly request: RunRequest;
  readonly node: GraphNode;
  readonly runIndex: number;
  readonly sources: readonly (StepSource | null)[];
  /** Items of input 0 as the node gets them. */
  readonly items: readonly Item[];
  /** Items of input 0 as they arrived: `executeOnce` does not hide them from `$input.all()`. */
  readonly arrived: readonly Item[];
  readonly customData: Map<string, string>;
  readonly extra?: Readonly<Record<string, unknown>>;
  /** How deep parameters are being resolved from within parameters. */
  readonly nesting: { depth: number };
}

const EMPTY: Item = { json: {} };
const NO_ENVIRONMENT = {};

export class StepScope implements ExpressionScope {
  constructor(
    protected readonly view: StepView,
    readonly itemIndex: number,
  ) {}

  /** The same items seen by a called sub-node. */
  asCalled(node: GraphNode, runIndex: number, given: JsonObject | null): CallScope {
    return new CallScope({ ...this.view, node, runIndex }, this.itemIndex, given);
  }
  /** The same with further roots. */
  with(extra: Readonly<Record<string, unknown>>): StepScope {
    return new StepScope({ ...this.view, extra }, this.itemIndex);
  }
  get item(): Item | undefined {
    return this.view.items[this.itemIndex];
  }
  get json(): unknown {
    return (this.view.items[this.itemIndex] ?? EMPTY).json;
  }
  get runIndex(): number {
    return this.view.runIndex;
  }
  input(): readonly Item[] {
    return this.view.arrived;
  }
  at(index: number): StepScope {
    return index === this.itemIndex ? this : new StepScope(this.view, index);
  }
  node(name: string): NodeScope | null {
    const node = this.view.data.node(name);
    return node ? new StepNodeScope(node, this.view, this) : null;
  }
  get previous(): ExpressionScope['previous'] {
    const source = this.view.sources[0] ?? this.view.sources.find(each => each !== null);
    return source ? { name: source.node, outputIndex: source.output, runIndex: source.runIndex } : null;
  }
  get workflow(): ExpressionScope['workflow'] {
    return this.view.request.execution.workflow;
  }
  get execution(): ExpressionScope['execution'] {
    return this.view.request.execution;
  }
  get self(): ExpressionScope['self'] {
    const { id, name, webhookId } = this.view.node.node;
    return { id, name, typeVersion: this.view.node.parameters.typeVersion, webhookId };
  }
  now(): number {
    return this.view.request.host.now();
  }
  get timezone(): string {
    return this.view.request.execution.timezone;
  }
  get variables(): Readonly<Record<string, string>> {
    return this.view.request.variables;
  }
  get environment(): Readonly<Record<string, string>> {
    return this.view.request.environment ?? NO_ENVIRONMENT;
  }
  get extra(): Readonly<Record<string, unknown>> | undefined {
    return this.view.extra;
  }
  get customData(): Map<string, string> {
    return this.view.customData;
  }
  parameters(): unknown {
    return new ParameterView(this.view, this);
  }
  rawParameters(): unknown {
    return this.view.node.parameters.raw;
  }
  context(): unknown {
    const { previous } = this;
    return previous ? (this.view.data.last(previous.name)?.state ?? {}) : {};
  }
}

/** What a called sub-node sees: its caller's items, whichever of its own it asks for, and the model's arguments. */
export class CallScope extends StepScope {
  constructor(
    view: StepView,
    itemIndex: number,
    private readonly given: JsonObject | null,
  ) {
    super(view, itemIndex);
  }
  override at(_index: number): StepScope {
    return this;
  }
  override with(extra: Readonly<Record<string, unknown>>): StepScope {
    return new CallScope({ ...this.view, extra }, this.itemIndex, this.given);
  }
  fromAI(key: string, _description: string, type: string, fallback: unknown): unknown {
    const value = getOwn(this.given, key);
    if (value === undefined) return fallback;
    return type === 'json' && typeof value === 'string' ? parsed(value) : value;
  }
}

/** Models give JSON as text now and then. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Parameters may refer to parameters; a circle must end before the stack does. */
function nested<T>(view: StepView, resolve: () => T): T {
  if (view.nesting.depth >= 4) throw new ExpressionError('limit', 'The parameters refer to each other in a circle');
  view.nesting.depth += 1;
  try {
    return resolve();
  } finally {
    view.nesting.depth -= 1;
  }
}

/** `$parameter`: each is resolved when it is read, so that one may refer to another. */
class ParameterView extends HostObject {
  readonly label = '$parameter';
  constructor(
    private readonly view: StepView,
    private readonly scope: StepScope,
  ) {
    super();
  }
  read(key: string): unknown {
    return nested(this.view, () => resolveParameter(this.view.node.parameters, key, this.scope));
  }
  method(): undefined {
    return undefined;
  }
  override plain(): unknown {
    const { raw, fields } = this.view.node.parameters;
    const result: Record<string, unknown> = {};
    for (const key of new Set([...Object.keys(raw), ...fields.map(field => field.name)])) setOwn(result, key, this.read(key));
    return result;
  }
}

class StepNodeScope implements NodeScope {
  constructor(
    private readonly target: GraphNode,
    private readonly view: StepView,
    private readonly scope: StepScope,
  ) {}

  get name(): string {
    return this.target.node.name;
  }
  get isExecuted(): boolean {
    return this.view.data.last(this.name) !== undefined;
  }
  get runIndex(): number {
    return this.view.data.last(this.name)?.runIndex ?? 0;
  }
  parameters(): unknown {
    return nested(this.view, () => resolveValue(this.target.parameters.raw, this.scope));
  }
  context(): unknown {
    const state = this.view.data.last(this.name)?.state;
    return isPlainObject(state) ? state : {};
  }
  items(output?: number, run?: number): readonly Item[] {
    const last = this.view.data.last(this.name);
    if (!last) throw notExecuted(this.name);
    const step = run === undefined ? last : this.view.data.step(this.name, run);
    if (!step?.outputs) throw new ExpressionError('reference', `The node '${this.name}' has no run ${run}`);
    return step.outputs[output ?? this.connectedOutput()] ?? [];
  }
  /** The output that leads to the current node, at once or through others by the shortest way; else 0. */
  connectedOutput(): number {
    const source = this.view.sources.find(each => each?.node === this.name);
    return source ? source.output : outputTowards(this.target, this.view.node);
  }
  paired(index = this.scope.itemIndex): Item | undefined {
    if (!this.isExecuted) throw notExecuted(this.name);
    return findPaired(this.view.data, this.name, this.view.sources, index, ancestorsOf(this.view.node).has(this.name));
  }
}
