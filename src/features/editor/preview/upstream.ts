// Data of the steps before a node, page by page: pinned items, else the last run on screen.
'use client';
import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTRPC } from '~/trpc/client';
import type { DataItem } from '~/ui/data/kinds';
import { parsePort } from '~/lib/workflow';
import { dataBefore, edgesInto, rootOf } from '../store/definition';
import { useDocument, useRun } from '../store/editor';
import type { StepSummary } from '../store/run-summary';

export const PAGE_SIZE = 50;

export interface Source {
  nodeId: string;
  name: string;
  /** Output that leads to the node; 0 for steps further away. */
  output: number;
  /** True when its items arrive at the node itself. */
  direct: boolean;
}

/** Steps whose data the node may use, nearest first. A model or a tool sees the items of the step it supplies. */
export function useSources(nodeId: string): Source[] {
  const doc = useDocument(state => state.doc);
  return useMemo(() => {
    const direct = new Map(edgesInto(doc, rootOf(doc, nodeId)).filter(edge => edge.targetPort.startsWith('main:')).sort((a, b) => parsePort(a.targetPort).index - parsePort(b.targetPort).index).map(edge => [edge.source, parsePort(edge.sourcePort).index]));
    const ids = [...direct.keys(), ...dataBefore(doc, nodeId).filter(id => !direct.has(id) && id !== nodeId)];
    return ids.flatMap(id => {
      const node = doc.nodes.get(id);
      return node ? [{ nodeId: id, name: node.name, output: direct.get(id) ?? 0, direct: direct.has(id) }] : [];
    });
  }, [doc, nodeId]);
}

/** Runs of a node in the execution on screen, first to last; earlier attempts are left out. */
export function runsOf(steps: ReadonlyMap<string, StepSummary>, nodeId: string): StepSummary[] {
  const runs = new Map<number, StepSummary>();
  for (const step of steps.values()) {
    if (step.nodeId !== nodeId) continue;
    const known = runs.get(step.runIndex);
    if (!known || step.attempt > known.attempt) runs.set(step.runIndex, step);
  }
  return [...runs.values()].sort((a, b) => a.runIndex - b.runIndex);
}

const asItem = (value: unknown): DataItem => {
  const inner = typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : { data: value };
  return typeof inner.json === 'object' && inner.json !== null && !Array.isArray(inner.json) ? (inner as unknown as DataItem) : { json: inner };
};

const pinnedPages = new WeakMap<readonly unknown[], Page>();

/** The same page for the same pinned list: previews are made again only when data changed. */
function pinnedPage(items: readonly unknown[]): Page {
  let page = pinnedPages.get(items);
  if (!page) {
    page = { items: items.slice(0, PAGE_SIZE).map(asItem), total: items.length, from: 'pin' };
    pinnedPages.set(items, page);
  }
  return page;
}

export interface Page {
  items: DataItem[];
  total: number;
  from: 'pin' | 'run';
}

export interface Loaded {
  page: Page | null;
  pending: boolean;
  /** True when the step ran or is pinned, so that there is something to load. */
  available: boolean;
}

/** First pages of several steps; those not in `wanted` are not loaded. */
export function usePages(sources: readonly Source[], wanted: ReadonlySet<string>): Map<string, Loaded> {
  const trpc = useTRPC();
  const execution = useRun(state => state.execution?.id);
  const steps = useRun(state => state.steps);
  const pinData = useDocument(state => state.doc.pinData);
  const last = useMemo(() => new Map(sources.map(source => [source.nodeId, runsOf(steps, source.nodeId).findLast(step => step.endedAt !== null)])), [sources, steps]);
  const results = useQueries({
    queries: sources.map(source => {
      const step = last.get(source.nodeId);
      return trpc.executions.stepData.queryOptions(
        { executionId: execution ?? '', stepId: step?.id ?? source.nodeId, side: 'output', port: source.output, offset: 0, limit: PAGE_SIZE },
        { enabled: Boolean(execution && step && wanted.has(source.nodeId) && !Object.hasOwn(pinData, source.name)), staleTime: Number.POSITIVE_INFINITY },
      );
    }),
  });
  return new Map(sources.map((source, index): [string, Loaded] => {
    if (Object.hasOwn(pinData, source.name)) {
      return [source.nodeId, { page: pinnedPage(pinData[source.name] ?? []), pending: false, available: true }];
    }
    const result = results[index];
    const available = last.get(source.nodeId) !== undefined;
    const page = available && result?.data ? { items: result.data.items as unknown as DataItem[], total: result.data.total, from: 'run' as const } : null;
    return [source.nodeId, { page, pending: available && Boolean(result?.isLoading), available }];
  }));
}
