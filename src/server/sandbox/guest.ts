// A QuickJS for one run: a WebAssembly instance and a runtime of its own, with the guest's names in it. Made ahead, while
// nobody waits, and dropped after its run. Part of the sandbox child.
import { newQuickJSWASMModuleFromVariant, newVariant, type QuickJSContext, type QuickJSDeferredPromise, type QuickJSHandle, type QuickJSRuntime, RELEASE_SYNC } from 'quickjs-emscripten';
import { GUEST_BASE } from './guest/base';
import { callCrypto } from './guest/crypto';
import { callIntl } from './guest/intl';
import { GUEST_ROOTS } from './guest/roots';
import { callUrl } from './guest/url';

/** 64 KB pages: 128 MB at most. QuickJS's own memory limit is not enforced everywhere (security.md 4B). */
const MEMORY = { initial: 256, maximum: 2048 };

export interface Guest {
  readonly memory: WebAssembly.Memory;
  readonly runtime: QuickJSRuntime;
  readonly context: QuickJSContext;
  /** What part 1 of the guest's code gives, and the function that part 2 is. */
  readonly base: QuickJSHandle;
  readonly roots: QuickJSHandle;
  /** Who is told what the code logs. */
  listener: (level: string, text: string) => void;
  /** Who carries a request of the code out of the process; the promise is settled with the answer's text. */
  asker: (request: string, answer: QuickJSDeferredPromise) => void;
}

export async function makeGuest(wasm: WebAssembly.Module): Promise<Guest> {
  const memory = new WebAssembly.Memory(MEMORY);
  const quickjs = await newQuickJSWASMModuleFromVariant(newVariant(RELEASE_SYNC, { wasmModule: wasm, wasmMemory: memory }));
  const runtime = quickjs.newRuntime();
  const context = runtime.newContext();
  const guest = { memory, runtime, context, listener: () => undefined, asker: () => undefined } as unknown as { -readonly [K in keyof Guest]: Guest[K] };
  guest.base = context.unwrapResult(context.callFunction(context.unwrapResult(context.evalCode(GUEST_BASE, 'base.js')), context.undefined, hostOf(guest), context.global));
  guest.roots = context.unwrapResult(context.evalCode(GUEST_ROOTS, 'roots.js'));
  return guest;
}

/** What the guest may ask of this process: texts in, a text out. */
function hostOf(guest: Pick<Guest, 'context' | 'listener' | 'asker'>): QuickJSHandle {
  const { context } = guest;
  const host = context.newObject();
  const put = (name: string, call: (...texts: string[]) => string | undefined): void => {
    const handle = context.newFunction(name, (...values) => {
      const answer = call(...values.map(value => (context.typeof(value) === 'string' ? context.getString(value) : '')));
      return answer === undefined ? context.undefined : context.newString(answer);
    });
    context.setProp(host, name, handle);
    handle.dispose();
  };
  put('log', (level = '', text = '') => void guest.listener(level, text));
  put('intl', (request = '') => callIntl(request));
  put('crypto', (request = '') => callCrypto(request));
  put('url', (request = '') => callUrl(request));
  const http = context.newFunction('http', request => {
    const answer = context.newPromise();
    guest.asker(context.getString(request), answer);
    return answer.handle;
  });
  context.setProp(host, 'http', http);
  http.dispose();
  return host;
}
