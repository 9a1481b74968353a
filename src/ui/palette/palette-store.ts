// What the command palette offers. Screens add their commands while they are shown.
'use client';
import { useEffect, useRef } from 'react';
import { create } from 'zustand';
import type { IconName } from '../icon';
import type { State } from '../status';

export interface PaletteCommand {
  id: string;
  label: string;
  /** Beside the label, in grey. */
  note?: string;
  /** Heading it stands under. */
  group: string;
  /** `thing` is gone to, `action` is done: typing @ or > keeps one of them. */
  kind: 'thing' | 'action';
  icon?: IconName;
  state?: State;
  keys?: string;
  /** Further words it is found by. */
  words?: string;
  run(): void;
}

/** Finds things on the server while someone types. */
export type PaletteSearch = (text: string, signal: AbortSignal) => Promise<PaletteCommand[]>;

interface PaletteState {
  open: boolean;
  sources: ReadonlyMap<string, () => PaletteCommand[]>;
  searches: ReadonlyMap<string, PaletteSearch>;
}

export const usePalette = create<PaletteState>(() => ({ open: false, sources: new Map(), searches: new Map() }));

export const openPalette = (): void => usePalette.setState({ open: true });
export const closePalette = (): void => usePalette.setState({ open: false });

/** Offers commands while the calling component is mounted. They are read when the palette opens. */
export function usePaletteCommands(source: string, commands: () => PaletteCommand[]): void {
  const latest = useRef(commands);
  useEffect(() => {
    latest.current = commands;
  });
  useEffect(() => {
    usePalette.setState(state => ({ sources: new Map(state.sources).set(source, () => latest.current()) }));
    return () => usePalette.setState(state => ({ sources: new Map([...state.sources].filter(([name]) => name !== source)) }));
  }, [source]);
}

/** Offers results of a search while the calling component is mounted. */
export function usePaletteSearch(source: string, search: PaletteSearch): void {
  const latest = useRef(search);
  useEffect(() => {
    latest.current = search;
  });
  useEffect(() => {
    usePalette.setState(state => ({ searches: new Map(state.searches).set(source, (text, signal) => latest.current(text, signal)) }));
    return () => usePalette.setState(state => ({ searches: new Map([...state.searches].filter(([name]) => name !== source)) }));
  }, [source]);
}
