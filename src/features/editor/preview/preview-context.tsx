// The preview of one open node: its input page, the steps its expressions name, and the item to preview with.
'use client';
import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { DataItem } from '~/ui/data/kinds';
import { useDocument, useEditor } from '../store/editor';
import type { PreviewData, PreviewResult } from './preview-messages';
import { createPreviewer, type Previewer } from './previewer';
import { type Loaded, type Source, usePages, useSources } from './upstream';

interface Preview {
  sources: readonly Source[];
  pages: ReadonlyMap<string, Loaded>;
  /** Loads the data of a step that is not loaded yet. */
  want(nodeId: string): void;
  input: readonly DataItem[];
  item: number;
  setItem(item: number): void;
  /** Changes when answers may change. */
  version: number;
  evaluate(text: string): Promise<PreviewResult>;
}

const Context = createContext<Preview | null>(null);

export function usePreview(): Preview {
  const preview = use(Context);
  if (!preview) throw new Error('usePreview needs a PreviewProvider above it');
  return preview;
}

const REFERENCE = /\$(?:\(|node\[|items\()\s*(['"`])((?:\\.|(?!\1).)*)\1|\$node\.([A-Za-z_$][\w$]*)/g;

/** Names of steps in the expressions of a value. */
export function referencedNames(value: unknown): Set<string> {
  const names = new Set<string>();
  for (const match of JSON.stringify(value ?? null).replaceAll('\\"', '"').matchAll(REFERENCE)) names.add(match[2] ?? match[3] ?? '');
  return names;
}

export function PreviewProvider({ nodeId, children }: { nodeId: string; children: ReactNode }) {
  const editor = useEditor();
  const node = useDocument(state => state.doc.nodes.get(nodeId));
  const nodes = useDocument(state => state.doc.nodes);
  const settings = useDocument(state => state.doc.settings);
  const variables = useDocument(state => state.doc.variables);
  const sources = useSources(nodeId);
  const [asked, setAsked] = useState<ReadonlySet<string>>(new Set());
  const [item, setItem] = useState(0);
  const [version, setVersion] = useState(0);
  const previewer = useRef<Previewer | null>(null);

  const parameters = node?.parameters;
  const wanted = useMemo(() => {
    const named = referencedNames(parameters);
    return new Set([...asked, ...sources.filter(source => source.direct || named.has(source.name)).map(source => source.nodeId)]);
  }, [asked, sources, parameters]);
  const pages = usePages(sources, wanted);

  const first = sources.find(source => source.direct);
  const input = (first && pages.get(first.nodeId)?.page?.items) || EMPTY;
  // What the worker must know; made again only when one of its parts changed.
  const parts = sources.map(source => pages.get(source.nodeId)?.page?.items);
  const names = [...nodes.values()].map(each => each.name);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `pages`, `sources` and `names` are new on every render; what counts in them is listed
  const data = useMemo((): PreviewData => ({
    input,
    previous: first?.name ?? null,
    nodes: Object.fromEntries(sources.flatMap(source => {
      const page = pages.get(source.nodeId)?.page;
      return page ? [[source.name, { items: page.items, output: source.output }]] : [];
    })),
    names,
    self: { id: nodeId, name: node?.name ?? '', typeVersion: node?.typeVersion ?? 1 },
    parameters: {},
    workflow: { id: editor.workflowId, name: '' },
    timezone: settings.timezone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    variables,
  }), [...padded(parts), sources, names.join('\n'), nodeId, node?.name, node?.typeVersion, settings.timezone, variables]);

  useEffect(() => {
    previewer.current ??= createPreviewer();
    previewer.current.setData(data);
    setVersion(old => old + 1);
  }, [data]);
  useEffect(() => () => {
    previewer.current?.stop();
    previewer.current = null;
  }, []);

  const evaluate = useCallback((text: string): Promise<PreviewResult> => {
    previewer.current ??= createPreviewer();
    return previewer.current.evaluate(text, item);
  }, [item]);
  const want = useCallback((id: string) => setAsked(old => (old.has(id) ? old : new Set([...old, id]))), []);

  const value: Preview = { sources, pages, want, input, item: Math.min(item, Math.max(0, input.length - 1)), setItem, version: version * 1000 + item, evaluate };
  return <Context value={value}>{children}</Context>;
}

const EMPTY: readonly DataItem[] = [];
const MAX_SOURCES = 40;

/** A hook's list of dependencies must keep its length. */
function padded(parts: readonly unknown[]): unknown[] {
  return Array.from({ length: MAX_SOURCES }, (_, index) => parts[index]);
}

