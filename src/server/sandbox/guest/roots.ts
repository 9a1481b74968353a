// Guest code, part 2: n8n's names for a Code node ($input, $json, $('Node'), $now …) and the run itself.
// This text runs inside QuickJS after part 1. Every answer leaves as JSON text, also an error.
export const GUEST_ROOTS = String.raw`
(function (base, input, mode, libraries, outputLimit, global) {
  const { define, Buffer, toBase64, fromBase64 } = base;
  const { items, context } = JSON.parse(input);
  const nodes = context.nodes ?? {};
  const own = (object, key) => (object !== null && typeof object === 'object' && Object.prototype.hasOwnProperty.call(object, key) ? object[key] : undefined);
  const each = mode === 'eachItem';
  let index = 0;

  // --- libraries, evaluated when the code mentions them
  const lazy = (name, make) => Object.defineProperty(global, name, {
    configurable: true,
    enumerable: false,
    get() { const value = make(); define(name, value); return value; },
    set(value) { define(name, value); },
  });
  let luxonLoaded;
  const luxon = () => {
    if (luxonLoaded === undefined) {
      if (libraries.luxon === undefined) throw new Error('Dates are not available');
      luxonLoaded = libraries.luxon();
      luxonLoaded.Settings.defaultZone = context.timezone ?? 'UTC';
    }
    return luxonLoaded;
  };
  for (const name of ['DateTime', 'Duration', 'Interval']) lazy(name, () => luxon()[name]);
  lazy('$now', () => luxon().DateTime.now());
  lazy('$today', () => luxon().DateTime.now().startOf('day'));
  const jmespath = (value, query) => {
    if (libraries.jmespath === undefined) throw new Error('$jmespath is not available');
    return libraries.jmespath().search(value, query);
  };

  // --- other nodes
  const seen = name => {
    const node = own(nodes, name);
    if (node === undefined) throw new Error("The node '" + name + "' has not run, or there is no such node. Check with $('" + name + "').isExecuted");
    return node;
  };
  const itemsOf = (name, output, run) => {
    const node = seen(name);
    const port = output ?? node.output ?? 0;
    if (run === undefined || run === null || run === -1 || run === node.runIndex) return node.items[port] ?? [];
    const earlier = node.runs?.[run];
    if (!Array.isArray(earlier)) throw new Error("The node '" + name + "' has no run " + run);
    return earlier[port] ?? [];
  };
  const matching = (name, at) => {
    const node = seen(name);
    const found = Array.isArray(context.lineage) ? own(context.lineage[at], name) : at === 0 ? node.item : undefined;
    if (found === undefined || found === null) throw new Error("Paired item data for '" + name + "' is unavailable. Use $('" + name + "').first() or .all() instead");
    return found;
  };
  const nodeView = name => ({
    all: (output, run) => itemsOf(name, output, run),
    first: (output, run) => itemsOf(name, output, run)[0],
    last: (output, run) => itemsOf(name, output, run).at(-1),
    itemMatching: at => matching(name, at),
    pairedItem: at => matching(name, at ?? index),
    get item() { return matching(name, index); },
    get params() { return seen(name).params; },
    get context() { return seen(name).context ?? {}; },
    get isExecuted() { return own(nodes, name) !== undefined; },
  });
  const legacyNode = (name, at) => {
    const item = () => itemsOf(name)[at] ?? itemsOf(name).at(-1);
    return {
      get json() { return item()?.json; },
      get data() { return item()?.json; },
      get binary() { return item()?.binary; },
      get context() { return seen(name).context ?? {}; },
      get parameter() { return seen(name).params; },
      get runIndex() { return seen(name).runIndex; },
    };
  };
  const legacyNodes = at => new Proxy({}, { get: (_, name) => (typeof name === 'string' ? legacyNode(name, at ?? index) : undefined), has: (_, name) => own(nodes, name) !== undefined });

  // --- static data and files
  let staticAsked = false;
  const staticData = context.staticData ?? { global: {}, node: {} };
  const getWorkflowStaticData = scope => {
    staticAsked = true;
    if (scope !== 'global' && scope !== 'node') throw new Error('Static data is "global" or "node"');
    return (staticData[scope] ??= {});
  };
  const helpers = {
    getBinaryDataBuffer: async (at, name = 'data') => {
      const text = own(own(context.files ?? [], at), name);
      if (text === undefined) throw new Error('Item ' + at + ' has no file "' + name + '"');
      return Buffer.from(fromBase64(text));
    },
    prepareBinaryData: async (buffer, fileName, mimeType) => {
      const bytes = typeof buffer === 'string' ? Buffer.from(buffer) : buffer;
      return { data: toBase64(bytes), mimeType: mimeType ?? 'application/octet-stream', fileSize: bytes.length, ...(fileName === undefined ? {} : { fileName }) };
    },
    httpRequest: async options => {
      const asked = typeof options === 'string' ? { url: options } : { ...options };
      const { body, json, encoding, returnFullResponse, ignoreHttpStatusErrors } = asked;
      if (asked.baseURL !== undefined) asked.url = String(asked.baseURL).replace(/[/]$/, '') + '/' + String(asked.url ?? '').replace(/^[/]/, '');
      if (body instanceof Uint8Array) { asked.base64 = toBase64(body); delete asked.body; }
      const answer = JSON.parse(await base.host.http(JSON.stringify(asked)));
      if (answer.error !== undefined) throw new Error(answer.error);
      let value = answer.base64 === undefined ? answer.text : Buffer.from(fromBase64(answer.base64));
      if (typeof value === 'string' && encoding !== 'text' && (json === true || /[/+]json/i.test(String(answer.headers['content-type'] ?? '')))) {
        try { value = JSON.parse(value); } catch {}
      }
      if (answer.status >= 400 && ignoreHttpStatusErrors !== true) {
        const error = new Error('Request failed with status code ' + answer.status);
        throw Object.assign(error, { statusCode: answer.status, httpCode: String(answer.status), response: { status: answer.status, headers: answer.headers, body: value } });
      }
      return returnFullResponse === true ? { body: value, headers: answer.headers, statusCode: answer.status, statusMessage: answer.statusText } : value;
    },
    httpRequestWithAuthentication: async () => { throw new Error('Code has no credentials. Use an HTTP request node, or httpRequest without one'); },
  };

  // --- the names
  const current = () => items[index] ?? { json: {} };
  const live = (name, get) => Object.defineProperty(global, name, { configurable: true, enumerable: false, get, set(value) { define(name, value); } });
  define('$input', {
    all: () => items,
    first: () => items[0],
    last: () => items.at(-1),
    get item() { return current(); },
    get params() { return context.input?.params ?? {}; },
    get context() { return context.input?.context ?? {}; },
  });
  define('items', items);
  if (each) live('item', current);
  live('$json', () => current().json);
  live('$data', () => current().json);
  live('$binary', () => current().binary ?? {});
  live('$itemIndex', () => index);
  define('$', nodeView);
  live('$node', () => legacyNodes());
  define('$items', (name, output, run) => (name === undefined ? items : itemsOf(name, output ?? 0, run)));
  define('$item', at => ({ $json: (items[at] ?? { json: {} }).json, $binary: items[at]?.binary ?? {}, $node: legacyNodes(Number(at)), $itemIndex: Number(at) }));
  define('$runIndex', context.runIndex ?? 0);
  define('$prevNode', { name: context.prevNode?.name, outputIndex: context.prevNode?.outputIndex ?? 0, runIndex: context.prevNode?.runIndex ?? 0 });
  define('$workflow', context.workflow ?? {});
  const customData = {};
  define('$execution', { ...context.execution, customData: { set: (key, value) => { customData[key] = String(value); }, setAll: all => { for (const [key, value] of Object.entries(all)) customData[key] = String(value); }, get: key => own(customData, key), getAll: () => ({ ...customData }) } });
  define('$vars', context.vars ?? {});
  define('$env', context.env ?? {});
  define('$mode', context.mode);
  define('$parameter', context.parameter ?? {});
  define('$self', context.node ?? {});
  define('$nodeId', context.node?.id);
  define('$nodeVersion', context.node?.typeVersion);
  define('$webhookId', context.node?.webhookId);
  define('$jmespath', jmespath);
  define('$jmesPath', jmespath);
  define('$getWorkflowStaticData', getWorkflowStaticData);
  define('getWorkflowStaticData', getWorkflowStaticData);
  define('helpers', helpers);
  define('$ifEmpty', (value, other) => (value === undefined || value === null || value === '' || (typeof value === 'object' && Object.keys(value).length === 0) ? other : value));
  define('$if', (condition, yes, no) => (condition ? yes : no));
  if (libraries.modules !== undefined) {
    const made = libraries.modules(base.host, Buffer, luxon);
    define('require', made.require);
    define('URL', made.URL);
    define('URLSearchParams', made.URLSearchParams);
  }
  const self = { helpers, getWorkflowStaticData, getInputData: () => items, getNode: () => context.node ?? {}, getMode: () => context.mode };

  // --- the run
  /** The wording people know from other engines. */
  const familiar = message => message
    .replace(/^cannot (read|set) property '(.+)' of (null|undefined)$/, (_, verb, name, what) => 'Cannot ' + verb + ' properties of ' + what + ' (' + (verb === 'read' ? 'reading' : 'setting') + " '" + name + "')")
    .replace(/^cannot (read|set) property of (null|undefined)$/, (_, verb, what) => 'Cannot ' + verb + ' properties of ' + what)
    .replace(/^'(.+)' is not defined$/, '$1 is not defined');
  const describe = error => {
    let message;
    let stack = '';
    try {
      if (typeof error === 'object' && error !== null && typeof error.message === 'string') message = familiar(error.message);
      else message = JSON.stringify(error) ?? String(error);
      if (typeof error === 'object' && error !== null && typeof error.stack === 'string') stack = error.stack.slice(0, 20000);
    } catch {
      message = 'The code threw something that cannot be shown';
    }
    const found = /code\.js:(\d+)/.exec(stack);
    const at = found === null ? '' : ' [line ' + Math.max(1, Number(found[1]) - 1) + ']';
    return { message: message.slice(0, 4000) + at };
  };
  const text = answer => {
    let json;
    try {
      json = JSON.stringify(answer);
    } catch (error) {
      json = JSON.stringify({ error: { message: 'The code returned what cannot be written as JSON: ' + describe(error).message } });
    }
    return json.length > outputLimit ? JSON.stringify({ error: { kind: 'OUTPUT_LIMIT', message: 'The code returned ' + json.length + ' characters of data; the limit is ' + outputLimit } }) : json;
  };
  const sendable = value => {
    if (typeof value === 'function' || typeof value === 'symbol') throw new TypeError('The code returned a ' + typeof value + ', which is no data');
    return value ?? null;
  };
  const withStatic = answer => (staticAsked ? { ...answer, staticData } : answer);
  const runAll = async code => {
    const value = await code.call(self);
    return withStatic({ output: sendable(value), returned: value !== undefined });
  };
  const runEach = async code => {
    const output = [];
    for (index = 0; index < items.length; index++) {
      try {
        const value = await code.call(self);
        output.push({ value: sendable(value), returned: value !== undefined });
      } catch (error) {
        output.push({ error: describe(error) });
        if (context.continueOnFail !== true) break;
      }
    }
    return withStatic({ output, returned: true });
  };
  return async code => {
    try {
      return text(await (each ? runEach(code) : runAll(code)));
    } catch (error) {
      return text({ error: describe(error) });
    }
  };
})
`;
