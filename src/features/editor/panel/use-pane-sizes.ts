// Widths of the panes, remembered for each node type in this browser.
'use client';
import { useEffect, useState } from 'react';

interface Sizes {
  input: number;
  output: number;
}

const STANDARD: Sizes = { input: 328, output: 480 };
const MIDDLE = 360;

function read(type: string): Sizes {
  try {
    const stored = JSON.parse(localStorage.getItem(`weft-panes-${type}`) ?? 'null') as Partial<Sizes> | null;
    return { input: Number(stored?.input) || STANDARD.input, output: Number(stored?.output) || STANDARD.output };
  } catch {
    return STANDARD;
  }
}

/** Keeps the middle at least 360 px wide: the sides give way. */
function fitSizes(sizes: Sizes, width: number): Sizes {
  const room = width - 32 - MIDDLE;
  if (sizes.input + sizes.output <= room) return sizes;
  const share = Math.max(0.3, room / (sizes.input + sizes.output));
  return { input: Math.max(200, Math.floor(sizes.input * share)), output: Math.max(220, Math.floor(sizes.output * share)) };
}

export function usePaneSizes(type: string) {
  const [sizes, setSizes] = useState<Sizes>(() => read(type));
  const [width, setWidth] = useState(() => window.innerWidth);
  useEffect(() => {
    const onResize = (): void => setWidth(window.innerWidth);
    window.addEventListener('resize', onResize);
    return () => window.removeEventListener('resize', onResize);
  }, []);
  const setSize = (pane: keyof Sizes, value: number): void => {
    const next = { ...sizes, [pane]: value };
    setSizes(next);
    try {
      localStorage.setItem(`weft-panes-${type}`, JSON.stringify(next));
    } catch {
      // Without storage the sizes last as long as the page.
    }
  };
  return { sizes: fitSizes(sizes, width), setSize, middle: width < 768 ? 0 : MIDDLE };
}
