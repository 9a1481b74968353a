// Entry of the sandbox child: reads jobs on stdin, answers on stdout, one at a time. Started with an empty environment and
// the paths of the three files it needs: quickjs's WebAssembly, luxon, jmespath. Imports nothing of the app.
import { readFileSync } from 'node:fs';
import { execute, type Libraries, type Outside } from './execute';
import { type Guest, makeGuest } from './guest';
import { type AnswerHead, FrameReader, frame, type JobHead, REPLY } from './protocol';

const [wasmPath = '', luxonPath = '', jmespathPath = ''] = process.argv.slice(2);
const libraries: Libraries = {
  wasm: new WebAssembly.Module(readFileSync(wasmPath)),
  luxon: readFileSync(luxonPath, 'utf8'),
  jmespath: readFileSync(jmespathPath, 'utf8'),
};

// The parent checks sizes before it sends; this only stops a broken stream.
const reader = new FrameReader(512 * 1024 * 1024);
const frames: string[] = [];
let busy = false;

function prepare(): Promise<Guest> {
  const made = makeGuest(libraries.wasm);
  // Whoever runs in it meets the failure.
  made.catch(() => undefined);
  return made;
}
let guest = prepare();

const outside: Outside = { ask: (id, request) => void process.stdout.write(frame(JSON.stringify({ ask: id, request }))), answered: () => undefined };

async function work(): Promise<void> {
  if (busy || frames.length < 2) return;
  busy = true;
  const [head, input] = frames.splice(0, 2) as [string, string];
  const outcome = await execute(JSON.parse(head) as JobHead, input, libraries, outside, guest);
  const answer: AnswerHead = outcome.ok ? { ok: true, logs: outcome.logs } : { ok: false, kind: outcome.kind, message: outcome.message, logs: outcome.logs };
  process.stdout.write(Buffer.concat([frame(JSON.stringify(answer)), frame(outcome.ok ? outcome.output : '')]));
  // The next run's guest, once the answer is on its way.
  setImmediate(() => {
    guest = prepare();
    busy = false;
    void work();
  });
}

process.stdin.on('data', (chunk: Buffer) => {
  for (const text of reader.push(chunk)) {
    if (text.startsWith(REPLY)) {
      const { reply, text: answer } = JSON.parse(text) as { reply: number; text: string };
      outside.answered(reply, answer);
    } else frames.push(text);
  }
  void work();
});
process.stdin.on('end', () => process.exit(0));
void guest.catch(() => undefined).then(() => process.stdout.write(frame('ready')));
