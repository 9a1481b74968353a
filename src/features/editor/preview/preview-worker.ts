// The worker of expression previews: the page stays quick whatever an expression does.
import { evaluatePreview } from './evaluate';
import type { FromWorker, PreviewData, ToWorker } from './preview-messages';

let data: PreviewData | null = null;

self.onmessage = (event: MessageEvent<ToWorker>) => {
  const message = event.data;
  if (message.kind === 'data') {
    data = message.data;
    return;
  }
  const result = data ? evaluatePreview(message.text, data, message.item, Date.now()) : ({ ok: false, message: 'No data' } as const);
  self.postMessage({ id: message.id, result } satisfies FromWorker);
};
