// Code: runs the person's JavaScript in the sandbox and turns what it returns into items.
import type { Item } from '~/engine/items';
import { isPlainObject, type Json, type JsonObject, setOwn } from '~/lib/json';
import { type LogLevel, NodeError, type RunContext, type RunNode, type SandboxRequest } from '../contract';
import { failedItem } from '../each-item';
import type { ParametersOf } from '../fields';
import type { code } from './definition';
import { contextOf } from './context';
import { attachFiles, readFiles } from './files';
import { itemOfEach, itemsOfAll } from './items';
import { type CodeOutput, codeOutput } from './output';
import { withoutTypes } from './typescript';

type Parameters = ParametersOf<typeof code.parameters>;
type Context = RunContext<Parameters>;

async function requestOf(context: Context, source: string, each: boolean): Promise<SandboxRequest> {
  const seen = contextOf(context, source, each);
  const files = await readFiles(context.items, source, context.tools);
  if (files !== null) seen.files = files;
  return { code: withoutTypes(source), mode: each ? 'eachItem' : 'allItems', items: context.items, context: seen };
}

/** Takes over static data the code has changed; the objects of `tools.staticData` are mutated in place. */
function keepStaticData(context: Context, answer: CodeOutput): void {
  for (const scope of ['global', 'node'] as const) {
    const changed = answer.staticData?.[scope];
    if (changed === undefined) continue;
    const target = context.tools.staticData(scope);
    for (const key of Object.keys(target)) delete target[key];
    for (const [key, value] of Object.entries(changed)) setOwn(target, key, value);
  }
}

/** What the code logged before it failed. Lines of a run that succeeds are logged by `tools.sandbox`. */
function keepLogs(context: Context, error: unknown): void {
  const { logs } = error as { logs?: { level: LogLevel; text: string }[] };
  if (Array.isArray(logs)) for (const { level, text } of logs) context.tools.log(level, text);
}

/** `{ value }` or `{ error: { message } }` for each item that ran. A wrong value fails the step, also under continue. */
function eachResult(context: Context, output: Json): Item[] {
  const made: Item[] = [];
  if (!Array.isArray(output)) throw new NodeError('The sandbox gave no list of results');
  output.forEach((entry, index) => {
    if (!isPlainObject(entry)) return;
    const { error, value = null } = entry as JsonObject;
    if (isPlainObject(error)) {
      const failure = new NodeError(String(error.message), { itemIndex: index });
      if (!context.continueOnFail) throw failure;
      made.push(failedItem(failure, index));
      return;
    }
    const item = itemOfEach(value, index);
    if (item !== null) made.push(item);
  });
  return made;
}

export const runCode: RunNode<typeof code> = async context => {
  const { mode, language, jsCode } = context.parameters.at();
  if (language !== 'javaScript') throw new NodeError('Python code cannot run in Weft', { description: 'Rewrite the code in JavaScript.' });
  const each = mode === 'runOnceForEachItem';
  let answer: CodeOutput;
  try {
    answer = codeOutput(await context.tools.sandbox(await requestOf(context, jsCode, each)));
  } catch (error) {
    keepLogs(context, error);
    // As in n8n: a throw of the code becomes one `{ error }` item; a wrong return value (below) fails the step instead.
    if (!context.continueOnFail || context.tools.signal.aborted) throw error;
    return [[failedItem(error, 0)]];
  }
  keepStaticData(context, answer);
  const items = each ? eachResult(context, answer.output) : itemsOfAll(answer.output, answer.returned, context.items.length);
  return [await attachFiles(items, context.tools)];
};
