// The result of one expression, 150 ms after the last change.
'use client';
import { useEffect, useState } from 'react';
import { usePreview } from './preview-context';
import type { PreviewResult } from './preview-messages';

const DEBOUNCE_MS = 150;

/** Null for texts that are no expression, and until the first answer. */
export function useResult(text: string): PreviewResult | null {
  const { evaluate, version } = usePreview();
  const [result, setResult] = useState<PreviewResult | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `version` says when data or item changed
  useEffect(() => {
    if (!text.startsWith('=') || !text.includes('{{')) {
      setResult(null);
      return;
    }
    let gone = false;
    const timer = setTimeout(() => {
      void evaluate(text).then(answer => {
        if (!gone) setResult(answer);
      });
    }, DEBOUNCE_MS);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [text, evaluate, version]);
  return result;
}
