// Guest code, part 3: what `require` gives, and URL. Evaluated inside QuickJS only where the code mentions one of them.
// `host` is { crypto, url }: JSON text in, JSON text out.
export const GUEST_MODULES = String.raw`
(function (host, Buffer, luxon) {
  const ask = (call, Kind, ...request) => {
    const answer = JSON.parse(call(JSON.stringify(request)));
    if (answer.error !== undefined) throw new Kind(answer.error);
    return answer.value;
  };
  const bytesOf = (value, encoding) => (typeof value === 'string' ? Buffer.from(value, encoding) : Buffer.from(value instanceof ArrayBuffer || value instanceof Uint8Array ? value : new Uint8Array(value.buffer ?? value)));
  const given = (bytes, encoding) => (encoding === undefined || encoding === 'buffer' ? bytes : bytes.toString(encoding));

  // --- crypto
  class Digest {
    #name; #key; #parts = [];
    constructor(name, key) { this.#name = name; this.#key = key; ask(host.crypto, Error, 'hash', name, ''); }
    update(data, encoding) {
      if (data === undefined || data === null) throw new TypeError('The data to hash must be a string or bytes');
      this.#parts.push(bytesOf(data, encoding));
      return this;
    }
    copy() { const made = new Digest(this.#name, this.#key); made.#parts = [...this.#parts]; return made; }
    digest(encoding) {
      const data = Buffer.concat(this.#parts).toString('base64');
      const text = this.#key === undefined ? ask(host.crypto, Error, 'hash', this.#name, data) : ask(host.crypto, Error, 'hmac', this.#name, this.#key.toString('base64'), data);
      return given(Buffer.from(text, 'base64'), encoding);
    }
  }
  const crypto = {
    createHash: name => new Digest(String(name)),
    createHmac: (name, key) => new Digest(String(name), bytesOf(key)),
    hash: (name, data, encoding = 'hex') => new Digest(String(name)).update(data).digest(encoding),
    randomBytes: (size, done) => {
      const bytes = Buffer.from(ask(host.crypto, RangeError, 'random', size), 'base64');
      return typeof done === 'function' ? void done(null, bytes) : bytes;
    },
    randomUUID: () => ask(host.crypto, Error, 'uuid'),
    randomInt: (from, to) => (to === undefined ? ask(host.crypto, RangeError, 'int', 0, from) : ask(host.crypto, RangeError, 'int', from, to)),
    getRandomValues: into => { into.set(Buffer.from(ask(host.crypto, RangeError, 'random', into.byteLength), 'base64')); return into; },
    getHashes: () => ask(host.crypto, Error, 'hashes'),
    timingSafeEqual: (a, b) => {
      if (a.length !== b.length) throw new RangeError('Input buffers must have the same byte length');
      let different = 0;
      for (let i = 0; i < a.length; i++) different |= a[i] ^ b[i];
      return different === 0;
    },
  };
  crypto.webcrypto = { getRandomValues: crypto.getRandomValues, randomUUID: crypto.randomUUID };

  // --- url and querystring
  const unescapeText = text => { try { return decodeURIComponent(text); } catch { return text; } };
  const formDecode = text => unescapeText(text.replace(/\+/g, ' '));
  const formEncode = text => encodeURIComponent(text).replace(/%20/g, '+').replace(/[!'()~]/g, char => '%' + char.charCodeAt(0).toString(16).toUpperCase());
  class URLSearchParams {
    #list = []; #changed;
    constructor(init = '', changed) {
      this.#changed = changed;
      if (typeof init === 'string') this.#read(init);
      else if (typeof init?.[Symbol.iterator] === 'function') for (const [name, value] of init) this.#list.push([String(name), String(value)]);
      else for (const name of Object.keys(init ?? {})) this.#list.push([name, String(init[name])]);
    }
    #read(text) {
      this.#list = text.replace(/^\?/, '').split('&').filter(pair => pair !== '').map(pair => {
        const at = pair.indexOf('=');
        return at < 0 ? [formDecode(pair), ''] : [formDecode(pair.slice(0, at)), formDecode(pair.slice(at + 1))];
      });
    }
    #tell() { this.#changed?.(this.toString()); }
    append(name, value) { this.#list.push([String(name), String(value)]); this.#tell(); }
    delete(name) { this.#list = this.#list.filter(pair => pair[0] !== String(name)); this.#tell(); }
    get(name) { return this.#list.find(pair => pair[0] === String(name))?.[1] ?? null; }
    getAll(name) { return this.#list.filter(pair => pair[0] === String(name)).map(pair => pair[1]); }
    has(name) { return this.#list.some(pair => pair[0] === String(name)); }
    set(name, value) {
      const at = this.#list.findIndex(pair => pair[0] === String(name));
      if (at < 0) this.#list.push([String(name), String(value)]);
      else this.#list = this.#list.filter((pair, index) => index <= at || pair[0] !== String(name)).map((pair, index) => (index === at ? [pair[0], String(value)] : pair));
      this.#tell();
    }
    sort() { this.#list.sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0)); this.#tell(); }
    get size() { return this.#list.length; }
    forEach(call) { for (const [name, value] of this.#list) call(value, name, this); }
    keys() { return this.#list.map(pair => pair[0]).values(); }
    values() { return this.#list.map(pair => pair[1]).values(); }
    entries() { return this.#list.map(pair => [...pair]).values(); }
    [Symbol.iterator]() { return this.entries(); }
    toString() { return this.#list.map(([name, value]) => formEncode(name) + '=' + formEncode(value)).join('&'); }
  }
  const PARTS = ['href', 'protocol', 'username', 'password', 'host', 'hostname', 'port', 'pathname', 'search', 'hash'];
  class URL {
    #parts; #params;
    constructor(address, base) { this.#take(ask(host.url, TypeError, String(address), base === undefined ? null : String(base))); }
    #take(parts) { this.#parts = parts; this.#params = new URLSearchParams(parts.search, text => { this.#parts = ask(host.url, TypeError, this.#parts.href, null, 'search', text); }); }
    part(name) { return this.#parts[name]; }
    change(name, value) { this.#take(name === 'href' ? ask(host.url, TypeError, String(value), null) : ask(host.url, TypeError, this.#parts.href, null, name, String(value))); }
    get origin() { return this.#parts.origin; }
    get searchParams() { return this.#params; }
    toString() { return this.#parts.href; }
    toJSON() { return this.#parts.href; }
    static canParse(address, base) { try { new URL(address, base); return true; } catch { return false; } }
    static parse(address, base) { try { return new URL(address, base); } catch { return null; } }
  }
  for (const name of PARTS) Object.defineProperty(URL.prototype, name, { configurable: true, enumerable: true, get() { return this.part(name); }, set(value) { this.change(name, value); } });
  const querystring = {
    escape: text => encodeURIComponent(text),
    unescape: unescapeText,
    parse: text => {
      const made = Object.create(null);
      for (const [name, value] of new URLSearchParams(String(text))) made[name] = name in made ? [].concat(made[name], value) : value;
      return made;
    },
    stringify: (values, separator = '&', equals = '=') => Object.keys(values ?? {}).flatMap(name => [].concat(values[name]).map(value => encodeURIComponent(name) + equals + encodeURIComponent(value ?? ''))).join(separator),
  };
  querystring.decode = querystring.parse;
  querystring.encode = querystring.stringify;
  const url = {
    URL, URLSearchParams,
    parse: (text, parseQuery) => {
      const found = URL.parse(text);
      if (found === null) return { href: String(text), pathname: String(text).split(/[?#]/)[0], query: parseQuery ? {} : null };
      const { href, protocol, host: server, hostname, port, pathname, search, hash } = Object.fromEntries(PARTS.map(name => [name, found[name]]));
      return { href, protocol, host: server, hostname, port: port || null, pathname, search: search || null, query: parseQuery ? querystring.parse(search.slice(1)) : search.slice(1) || null, hash: hash || null, path: pathname + search };
    },
    format: value => (value instanceof URL ? value.href : (value.protocol ?? '') + (value.protocol ? '//' : '') + (value.host ?? value.hostname ?? '') + (value.pathname ?? '') + (value.search ?? '') + (value.hash ?? '')),
    resolve: (base, address) => new URL(address, base).href,
  };

  // --- path, as on Unix
  const tidy = (parts, absolute) => {
    const kept = [];
    for (const part of parts) {
      if (part === '' || part === '.') continue;
      if (part !== '..') kept.push(part);
      else if (kept.length > 0 && kept.at(-1) !== '..') kept.pop();
      else if (!absolute) kept.push('..');
    }
    return kept;
  };
  const path = {
    sep: '/', delimiter: ':',
    isAbsolute: text => text.startsWith('/'),
    normalize: text => {
      const absolute = text.startsWith('/');
      const joined = tidy(text.split('/'), absolute).join('/');
      return (absolute ? '/' : '') + joined + (joined !== '' && text.endsWith('/') ? '/' : '') || '.';
    },
    join: (...parts) => path.normalize(parts.filter(part => part !== '').join('/')),
    resolve: (...parts) => {
      let made = '';
      for (const part of parts) made = part.startsWith('/') ? part : made + '/' + part;
      return '/' + tidy(made.split('/'), true).join('/');
    },
    basename: (text, ending = '') => {
      const name = text.replace(/\/+$/, '').split('/').at(-1);
      return ending !== '' && name !== ending && name.endsWith(ending) ? name.slice(0, -ending.length) : name;
    },
    dirname: text => {
      const bare = text.replace(/\/+$/, '');
      const at = bare.lastIndexOf('/');
      return at < 0 ? '.' : at === 0 ? '/' : bare.slice(0, at);
    },
    extname: text => /[^/.]\S*?(\.[^./]*)$/.exec(path.basename(text))?.[1] ?? '',
    relative: (from, to) => {
      const a = tidy(path.resolve(from).split('/'), true);
      const b = tidy(path.resolve(to).split('/'), true);
      let same = 0;
      while (same < a.length && a[same] === b[same]) same++;
      return [...a.slice(same).map(() => '..'), ...b.slice(same)].join('/');
    },
    parse: text => {
      const base = path.basename(text);
      const ext = path.extname(text);
      const dir = path.dirname(text);
      return { root: text.startsWith('/') ? '/' : '', dir: text.includes('/') ? dir : '', base, ext, name: ext === '' ? base : base.slice(0, -ext.length) };
    },
    format: ({ dir, root = '', base, name = '', ext = '' }) => (dir ? dir + '/' : root) + (base ?? name + ext),
  };
  path.posix = path;

  // --- util
  const inspect = value => {
    if (typeof value === 'string') return "'" + value + "'";
    try { return JSON.stringify(value, (_, inner) => (typeof inner === 'bigint' ? inner + 'n' : typeof inner === 'function' ? '[Function]' : inner)) ?? String(value); } catch { return '[circular object]'; }
  };
  const util = {
    inspect,
    format: (first, ...rest) => {
      const text = typeof first === 'string' ? first.replace(/%[sdifjoO%]/g, mark => (mark === '%%' ? '%' : rest.length === 0 ? mark : mark === '%s' ? String(rest.shift()) : mark === '%d' || mark === '%f' ? String(Number(rest.shift())) : mark === '%i' ? String(Math.trunc(Number(rest.shift()))) : inspect(rest.shift()))) : inspect(first);
      return [text, ...rest.map(value => (typeof value === 'string' ? value : inspect(value)))].join(' ');
    },
    promisify: call => (...values) => new Promise((resolve, reject) => call(...values, (error, value) => (error ? reject(error) : resolve(value)))),
    isDeepStrictEqual: (a, b) => {
      if (Object.is(a, b)) return true;
      if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null || Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false;
      if (a instanceof Date) return a.getTime() === b.getTime();
      const keys = Object.keys(a);
      return keys.length === Object.keys(b).length && keys.every(key => key in b && util.isDeepStrictEqual(a[key], b[key]));
    },
    types: { isDate: value => value instanceof Date, isRegExp: value => value instanceof RegExp, isPromise: value => value instanceof Promise, isMap: value => value instanceof Map, isSet: value => value instanceof Set },
  };

  const modules = { crypto: () => crypto, buffer: () => ({ Buffer }), url: () => url, querystring: () => querystring, path: () => path, util: () => util, luxon };
  const require = name => {
    const bare = String(name).replace(/^node:/, '');
    if (Object.prototype.hasOwnProperty.call(modules, bare)) return modules[bare]();
    throw new Error("Module '" + name + "' is not available in code. There are: " + Object.keys(modules).join(', '));
  };
  return { require, URL, URLSearchParams };
})
`;
