// Guest code, part 1: what a person expects of any JavaScript besides the language (console, timers, Buffer, encoders, Intl).
// This text runs inside QuickJS before the person's code. `host` is { log, intl, crypto, url }.
export const GUEST_BASE = String.raw`
(function (host, global) {
  const define = (name, value) => Object.defineProperty(global, name, { value, writable: true, configurable: true, enumerable: false });
  for (const name of ['SharedArrayBuffer', 'Atomics']) delete global[name];

  // --- console
  const show = (value, seen = []) => {
    if (typeof value === 'string') return value;
    if (typeof value === 'bigint') return value + 'n';
    if (typeof value === 'function') return '[Function ' + (value.name || 'anonymous') + ']';
    if (value instanceof Error) return value.name + ': ' + value.message;
    if (typeof value !== 'object' || value === null) return String(value);
    try {
      return JSON.stringify(value, (key, inner) => (typeof inner === 'bigint' ? inner + 'n' : inner));
    } catch {
      return '[circular object]';
    }
  };
  const line = level => (...values) => {
    let text;
    try { text = values.map(value => show(value)).join(' '); } catch { text = '[a value that cannot be shown]'; }
    host.log(level, text);
  };
  define('console', { log: line('info'), info: line('info'), warn: line('warn'), error: line('error'), debug: line('debug'), trace: line('debug'), table: line('info'), dir: line('info'), group: line('info'), groupEnd() {}, time() {}, timeEnd() {}, assert(ok, ...rest) { if (!ok) line('error')('Assertion failed', ...rest); } });

  // --- timers: the host asks when the next one is due and has them fired
  let timers = [];
  let lastTimer = 0;
  const start = (every, call, ms, args) => {
    if (typeof call !== 'function') throw new TypeError('The callback of a timer must be a function');
    const wait = Math.max(every ? 1 : 0, Number(ms) || 0);
    timers.push({ id: ++lastTimer, at: Date.now() + wait, every: every ? wait : null, call, args });
    return lastTimer;
  };
  const stop = id => { timers = timers.filter(timer => timer.id !== id); };
  define('setTimeout', (call, ms, ...args) => start(false, call, ms, args));
  define('setInterval', (call, ms, ...args) => start(true, call, ms, args));
  define('setImmediate', (call, ...args) => start(false, call, 0, args));
  define('clearTimeout', stop);
  define('clearInterval', stop);
  define('clearImmediate', stop);
  define('queueMicrotask', call => { Promise.resolve().then(call); });
  const nextTimer = () => timers.reduce((first, timer) => Math.min(first, Math.max(0, timer.at - Date.now())), Infinity);
  const fireTimers = () => {
    const now = Date.now();
    for (const timer of timers.filter(each => each.at <= now).sort((a, b) => a.at - b.at || a.id - b.id)) {
      if (timer.every === null) stop(timer.id);
      else timer.at = now + timer.every;
      timer.call(...timer.args);
    }
  };

  // --- text and bytes
  const encode = text => {
    const bytes = [];
    for (const char of String(text)) {
      let code = char.codePointAt(0);
      if (code >= 0xd800 && code <= 0xdfff) code = 0xfffd;
      if (code < 0x80) bytes.push(code);
      else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 63));
      else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
      else bytes.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
    }
    return bytes;
  };
  const decode = bytes => {
    let text = '';
    for (let i = 0; i < bytes.length; ) {
      const first = bytes[i++];
      const more = first < 0x80 ? 0 : first >= 0xc2 && first < 0xe0 ? 1 : first >= 0xe0 && first < 0xf0 ? 2 : first >= 0xf0 && first < 0xf5 ? 3 : -1;
      let code = more <= 0 ? first : first & (0x3f >> more);
      let ok = more >= 0 && i + more <= bytes.length;
      for (let k = 0; ok && k < more; k++) {
        if ((bytes[i + k] & 0xc0) !== 0x80) ok = false;
        else code = (code << 6) | (bytes[i + k] & 63);
      }
      if (ok && (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff))) ok = false;
      if (ok) i += more;
      text += ok ? String.fromCodePoint(code) : '\ufffd';
    }
    return text;
  };
  const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  const VALUES = new Map([...LETTERS].map((letter, index) => [letter, index]));
  VALUES.set('-', 62);
  VALUES.set('_', 63);
  const toBase64 = bytes => {
    let text = '';
    for (let i = 0; i < bytes.length; i += 3) {
      const three = (bytes[i] << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
      text += LETTERS[three >> 18] + LETTERS[(three >> 12) & 63] + (i + 1 < bytes.length ? LETTERS[(three >> 6) & 63] : '=') + (i + 2 < bytes.length ? LETTERS[three & 63] : '=');
    }
    return text;
  };
  const fromBase64 = text => {
    const bytes = [];
    let bits = 0;
    let held = 0;
    for (const letter of String(text)) {
      if (letter === '=') break;
      const value = VALUES.get(letter);
      if (value === undefined) continue;
      held = (held << 6) | value;
      bits += 6;
      if (bits >= 8) {
        bits -= 8;
        bytes.push((held >> bits) & 255);
      }
    }
    return bytes;
  };
  const hexOf = bytes => Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
  const fromHex = text => (String(text).match(/[0-9a-f]{2}/gi) ?? []).map(pair => parseInt(pair, 16));
  const latin = bytes => { let text = ''; for (const byte of bytes) text += String.fromCharCode(byte); return text; };
  const bytesOf = (text, encoding = 'utf8') => {
    switch (String(encoding).toLowerCase()) {
      case 'base64': case 'base64url': return fromBase64(text);
      case 'hex': return fromHex(text);
      case 'latin1': case 'binary': case 'ascii': return Array.from(String(text), char => char.charCodeAt(0) & 255);
      default: return encode(text);
    }
  };
  class Buffer extends Uint8Array {
    static from(value, encoding) {
      const bytes = typeof value === 'string' ? bytesOf(value, encoding) : value instanceof ArrayBuffer ? new Uint8Array(value) : value?.type === 'Buffer' ? value.data : value;
      const made = new Buffer(bytes.length);
      made.set(bytes);
      return made;
    }
    static alloc(size, fill = 0) { return new Buffer(size).fill(typeof fill === 'number' ? fill : 0); }
    static isBuffer(value) { return value instanceof Buffer; }
    static byteLength(text, encoding) { return typeof text === 'string' ? bytesOf(text, encoding).length : text.byteLength; }
    static concat(list) {
      const made = new Buffer(list.reduce((sum, part) => sum + part.length, 0));
      let at = 0;
      for (const part of list) { made.set(part, at); at += part.length; }
      return made;
    }
    toString(encoding = 'utf8') {
      switch (String(encoding).toLowerCase()) {
        case 'base64': return toBase64(this);
        case 'base64url': return toBase64(this).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
        case 'hex': return hexOf(this);
        case 'latin1': case 'binary': case 'ascii': return latin(this);
        default: return decode(this);
      }
    }
    toJSON() { return { type: 'Buffer', data: Array.from(this) }; }
    equals(other) { return this.length === other.length && this.every((byte, index) => byte === other[index]); }
    slice(from, to) { return Buffer.from(Uint8Array.prototype.slice.call(this, from, to)); }
  }
  define('Buffer', Buffer);
  define('btoa', text => toBase64(bytesOf(text, 'latin1')));
  define('atob', text => latin(fromBase64(text)));
  define('TextEncoder', class TextEncoder { get encoding() { return 'utf-8'; } encode(text = '') { return Uint8Array.from(encode(text)); } });
  define('TextDecoder', class TextDecoder { get encoding() { return 'utf-8'; } decode(bytes = []) { return decode(bytes instanceof ArrayBuffer ? new Uint8Array(bytes) : bytes); } });
  define('structuredClone', value => {
    const seen = new Map();
    const copy = inner => {
      if (typeof inner !== 'object' || inner === null) return inner;
      if (seen.has(inner)) return seen.get(inner);
      if (inner instanceof Date) return new Date(inner);
      const made = Array.isArray(inner) ? [] : inner instanceof Map ? new Map() : inner instanceof Set ? new Set() : {};
      seen.set(inner, made);
      if (inner instanceof Map) for (const [key, entry] of inner) made.set(copy(key), copy(entry));
      else if (inner instanceof Set) for (const entry of inner) made.add(copy(entry));
      else for (const key of Object.keys(inner)) Object.defineProperty(made, key, { value: copy(inner[key]), writable: true, enumerable: true, configurable: true });
      return made;
    };
    return copy(value);
  });

  // --- Intl, answered by the host
  const ask = (...request) => {
    const answer = JSON.parse(host.intl(JSON.stringify(request)));
    if (answer.error !== undefined) throw new RangeError(answer.error);
    return answer.value;
  };
  const plain = value => (value instanceof Date ? value.getTime() : value);
  const intlClass = (name, methods) => {
    const Class = class {
      #locale;
      #options;
      constructor(locale, options) {
        this.#locale = locale ?? null;
        this.#options = options ?? null;
        if (methods.includes('resolvedOptions')) ask(name, this.#locale, this.#options, 'resolvedOptions');
      }
      call(method, ...values) { return ask(name, this.#locale, this.#options, method, ...values.map(plain)); }
      static supportedLocalesOf(locales) { return [].concat(locales ?? []); }
    };
    for (const method of methods) Object.defineProperty(Class.prototype, method, { configurable: true, writable: true, value: function (...values) { return this.call(method, ...values); } });
    if (name === 'DateTimeFormat' || name === 'NumberFormat') Object.defineProperty(Class.prototype, 'format', { configurable: true, get() { return (...values) => this.call('format', ...(name === 'DateTimeFormat' && values[0] === undefined ? [Date.now()] : values)); } });
    const make = function (locale, options) { return new Class(locale, options); };
    make.prototype = Class.prototype;
    make.supportedLocalesOf = Class.supportedLocalesOf;
    return make;
  };
  define('Intl', {
    DateTimeFormat: intlClass('DateTimeFormat', ['format', 'formatToParts', 'resolvedOptions']),
    NumberFormat: intlClass('NumberFormat', ['format', 'formatToParts', 'resolvedOptions']),
    RelativeTimeFormat: intlClass('RelativeTimeFormat', ['format', 'formatToParts', 'resolvedOptions']),
    ListFormat: intlClass('ListFormat', ['format']),
    PluralRules: intlClass('PluralRules', ['select', 'resolvedOptions']),
  });
  const dateText = defaults => function (locale, options) {
    const given = options ?? {};
    const chosen = Object.keys(given).some(key => key !== 'timeZone' && key !== 'hour12' && key !== 'calendar') ? given : { ...defaults, ...given };
    return Number.isNaN(this.getTime()) ? 'Invalid Date' : ask('DateTimeFormat', locale ?? 'en-US', chosen, 'format', this.getTime());
  };
  const DAY = { year: 'numeric', month: 'numeric', day: 'numeric' };
  const TIME = { hour: 'numeric', minute: 'numeric', second: 'numeric' };
  Date.prototype.toLocaleDateString = dateText(DAY);
  Date.prototype.toLocaleTimeString = dateText(TIME);
  Date.prototype.toLocaleString = dateText({ ...DAY, ...TIME });
  Number.prototype.toLocaleString = function (locale, options) { return ask('NumberFormat', locale ?? 'en-US', options ?? null, 'format', Number(this)); };

  return { define, nextTimer, fireTimers, Buffer, toBase64, fromBase64, host };
})
`;
