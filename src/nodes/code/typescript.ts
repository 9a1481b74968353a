// TypeScript in code: its types are taken away where the text is no JavaScript. Lines stay where they are.
import { parse } from 'acorn';
import { transform } from 'sucrase';

const CACHE_SIZE = 100;
const cache = new Map<string, string>();
const HEAD = 'async function code() {';

function isJavaScript(source: string): boolean {
  try {
    parse(`${HEAD}${source}\n}`, { ecmaVersion: 'latest', sourceType: 'script' });
    return true;
  } catch {
    return false;
  }
}

function stripped(source: string): string {
  if (isJavaScript(source)) return source;
  try {
    const { code } = transform(`${HEAD}${source}\n}`, { transforms: ['typescript'], disableESTransforms: true });
    const bare = code.slice(code.indexOf('{') + 1, code.lastIndexOf('}')).replace(/\n$/, '');
    // Wrong in both: the engine names the mistake in what the person wrote.
    return isJavaScript(bare) ? bare : source;
  } catch {
    return source;
  }
}

/** The code as JavaScript; unchanged when it is that already, or neither. */
export function withoutTypes(source: string): string {
  let made = cache.get(source);
  if (made === undefined) {
    made = stripped(source);
    if (cache.size >= CACHE_SIZE) cache.delete(cache.keys().next().value as string);
    cache.set(source, made);
  }
  return made;
}
