// Talks to the preview worker; replaces it when it does not answer in time.
'use client';
import type { FromWorker, PreviewData, PreviewResult, ToWorker } from './preview-messages';

const PATIENCE_MS = 1500;

export interface Previewer {
  setData(data: PreviewData): void;
  evaluate(text: string, item: number): Promise<PreviewResult>;
  stop(): void;
}

export function createPreviewer(): Previewer {
  let worker: Worker | null = null;
  let data: PreviewData | null = null;
  let next = 0;
  const waiting = new Map<number, { done(result: PreviewResult): void; timer: ReturnType<typeof setTimeout> }>();

  const settle = (id: number, result: PreviewResult): void => {
    const entry = waiting.get(id);
    if (!entry) return;
    clearTimeout(entry.timer);
    waiting.delete(id);
    entry.done(result);
  };
  const drop = (): void => {
    worker?.terminate();
    worker = null;
    for (const id of [...waiting.keys()]) settle(id, { ok: false, message: 'The preview took too long' });
  };
  const start = (): Worker => {
    if (worker) return worker;
    worker = new Worker(new URL('./preview-worker.ts', import.meta.url), { type: 'module' });
    worker.onmessage = (event: MessageEvent<FromWorker>) => settle(event.data.id, event.data.result);
    worker.onerror = drop;
    if (data) worker.postMessage({ kind: 'data', data } satisfies ToWorker);
    return worker;
  };

  return {
    setData(now) {
      data = now;
      worker?.postMessage({ kind: 'data', data: now } satisfies ToWorker);
    },
    evaluate(text, item) {
      const id = ++next;
      return new Promise(done => {
        waiting.set(id, { done, timer: setTimeout(drop, PATIENCE_MS) });
        start().postMessage({ kind: 'evaluate', id, text, item } satisfies ToWorker);
      });
    },
    stop: drop,
  };
}
