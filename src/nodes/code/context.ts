// What the sandbox is told besides the items: only what the code can ask for, because all of it is copied into another process.
import { isPlainObject, type Json, type JsonObject, setOwn } from '~/lib/json';
import type { RunContext } from '../contract';

type Context = Pick<RunContext<unknown>, 'items' | 'sandboxContext' | 'continueOnFail' | 'tools'>;

const ASKS_NODES = /\$\(|\$node\b|\$items\b|\$item\b/;
/** A name that is computed, so that any node may be meant. */
const COMPUTED_NAME = /\$\(\s*(?!['"`])|\$\(\s*`[^`]*\$\{|\$node\s*\[\s*(?!['"`])|\$items\(\s*(?!['"`)])/;
/** Lineage of single items: of every item in each-item mode, of named ones otherwise. */
const ASKS_ITEM = /\.item\b/;
const ASKS_MATCHING = /\.(itemMatching|pairedItem)\b/;
/** A second or third argument: an earlier run. Without one, only the last run goes along. */
const ASKS_RUN = /\.(all|first|last)\(\s*[^\s)][^)]*,|\$items\([^)]*,[^)]*,/;
const ASKS_STATIC = /getWorkflowStaticData/;

const lastRunOnly = (node: Json): Json => (isPlainObject(node) ? (({ runs: _runs, ...rest }) => rest)(node as JsonObject) : node);

function namedNodes(nodes: JsonObject, code: string): JsonObject {
  if (COMPUTED_NAME.test(code)) return nodes;
  const named: JsonObject = {};
  for (const [name, node] of Object.entries(nodes)) {
    const written = JSON.stringify(name).slice(1, -1);
    if (code.includes(name) || code.includes(written) || code.includes(name.replaceAll("'", "\\'"))) setOwn(named, name, node);
  }
  return named;
}

function mapValues(object: JsonObject, change: (value: Json) => Json): JsonObject {
  const made: JsonObject = {};
  for (const [key, value] of Object.entries(object)) setOwn(made, key, change(value));
  return made;
}

/** By item: node name -> the item of that node it was made from, or null. */
function lineageOf(context: Context, code: string): Json {
  return context.items.map((_, index) => {
    const { nodes } = context.sandboxContext(index);
    const paired: JsonObject = {};
    if (isPlainObject(nodes)) {
      for (const [name, node] of Object.entries(namedNodes(nodes as JsonObject, code))) setOwn(paired, name, isPlainObject(node) ? ((node as JsonObject).item ?? null) : null);
    }
    return paired;
  });
}

/** Roots for `SandboxRequest.context`; static data and lineage are there only if the code mentions them. */
export function contextOf(context: Context, code: string, each: boolean): JsonObject {
  const { json: _json, binary: _binary, nodes, ...rest } = context.sandboxContext(0);
  const seen: JsonObject = { ...rest, continueOnFail: context.continueOnFail };
  if (ASKS_NODES.test(code)) {
    if (isPlainObject(nodes)) {
      const named = namedNodes(nodes as JsonObject, code);
      seen.nodes = ASKS_RUN.test(code) ? named : mapValues(named, lastRunOnly);
    }
    if ((each && ASKS_ITEM.test(code)) || ASKS_MATCHING.test(code)) seen.lineage = lineageOf(context, code);
  }
  if (ASKS_STATIC.test(code)) seen.staticData = { global: context.tools.staticData('global'), node: context.tools.staticData('node') };
  return seen;
}
