// All problems of the workflow, kept current.
'use client';
import { useMemo } from 'react';
import { findDefinition } from '~/nodes/known-definitions';
import type { Doc } from '../store/definition';
import { useDocument } from '../store/editor';
import { wiredPorts } from '../node-card/ports';
import { openPorts, type Problem, problemsOf } from './node-problems';

export function allProblems(doc: Pick<Doc, 'nodes' | 'edges'>): Problem[] {
  const wired = wiredPorts(doc.edges);
  return [...doc.nodes.values()].flatMap(node => [...problemsOf(node), ...openPorts(node, wired)]);
}

export function useAllProblems(): Problem[] {
  const nodes = useDocument(state => state.doc.nodes);
  const edges = useDocument(state => state.doc.edges);
  return useMemo(() => allProblems({ nodes, edges }), [nodes, edges]);
}

/** A workflow that is published must be able to start by itself. */
export const hasTrigger = (doc: Pick<Doc, 'nodes'>): boolean =>
  [...doc.nodes.values()].some(node => !node.disabled && findDefinition(node.type)?.trigger !== undefined && findDefinition(node.type)?.trigger !== 'manual');
