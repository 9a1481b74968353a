// The HTTP server that workflows under nodes/observed speak to. The same one answered n8n, so what it says stays as it is:
//   ANY  /echo…               what it was sent: method, path with query, the headers of ECHOED, the body as text
//   GET  /json/NAME           a value of JSON_VALUES
//   GET  /raw/NAME            a body of RAW with its headers
//   ANY  /status/CODE         that status; a JSON body { message, code } (none for 204 and 304)
//   ANY  /to/CODE/PATH        that redirect, to /PATH
//   GET  /hops/N              N redirects, then /json/object
//   GET  /pages?page=N        { page, rows, more, next }: five rows on three pages, then none; `next` is a URL or null
//   GET  /rows?offset=N       the same rows as a bare array, two at a time
//   GET  /slow?ms=N           an object after that time
//   ANY  /guarded/KIND        401 unless the caller shows the credential of that kind (basic: joe, secret; header: x-key; query: key)
//   ANY  /graphql              { data: { query, variables, operationName } }; errors where the query holds "fail", status 400 where it holds "refuse"
//   GET  /events              one server-sent event with JSON and one with text, then silence
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';

const ECHOED = ['accept', 'authorization', 'content-type', 'cookie', 'x-one', 'x-two', 'x-key', 'x-github-api-version'];

const JSON_VALUES: Record<string, unknown> = {
  object: { a: 1, b: { c: [1, 2] } },
  list: [{ id: 1, name: 'one' }, { id: 2, name: 'two' }],
  mixed: [1, 'two', null, { a: 1 }, [1, 2], true],
  empty: [], number: 5, text: 'just text', nothing: null, no: false,
  nested: { data: { list: [{ id: 1 }, { id: 2 }] } },
  proto: JSON.parse('{"__proto__":{"a":1},"constructor":2}') as unknown,
};

const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64');
const RSS = `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>News</title><link>http://news.test/</link><description>All of it</description>
<item><title>Second &amp; last</title><link>http://news.test/2</link><guid isPermaLink="false">n-2</guid><pubDate>Tue, 02 Jan 2024 03:04:05 GMT</pubDate><description>&lt;p&gt;Body &lt;b&gt;two&lt;/b&gt;&lt;/p&gt;</description><dc:creator>Ann</dc:creator><category>a</category><category>b</category></item>
<item><title>First</title><link>http://news.test/1</link><guid>http://news.test/1</guid><pubDate>Mon, 01 Jan 2024 00:00:00 GMT</pubDate><content:encoded><![CDATA[<p>Whole <i>text</i></p>]]></content:encoded><author>joe@news.test (Joe)</author><enclosure url="http://news.test/1.mp3" length="10" type="audio/mpeg"/></item>
</channel></rss>`;
const ATOM = `<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Atom news</title><id>urn:feed</id><updated>2024-01-02T00:00:00Z</updated>
<entry><title>Entry</title><id>urn:1</id><link href="http://news.test/e1" rel="alternate"/><updated>2024-01-02T03:04:05Z</updated><published>2024-01-01T00:00:00Z</published><author><name>Ann</name></author><summary>Short</summary><content type="html">&lt;p&gt;Long&lt;/p&gt;</content></entry></feed>`;

const WORKFLOW = JSON.stringify({
  name: 'sub', settings: {}, connections: { In: { main: [[{ node: 'Add', type: 'main', index: 0 }]] } },
  nodes: [
    { id: '1', name: 'In', type: 'n8n-nodes-base.executeWorkflowTrigger', typeVersion: 1, position: [0, 0], parameters: {} },
    { id: '2', name: 'Add', type: 'n8n-nodes-base.set', typeVersion: 3.4, position: [200, 0], parameters: { mode: 'raw', jsonOutput: '={{ {got: $json.k, more: 1} }}', options: {} } },
  ],
});

interface Raw { body: string | Buffer; headers: Record<string, string> }
const RAW: Record<string, Raw> = {
  text: { body: 'line one\nline two', headers: { 'content-type': 'text/plain; charset=utf-8' } },
  html: { body: '<html><body><h1>Hi</h1></body></html>', headers: { 'content-type': 'text/html' } },
  xml: { body: '<a b="1">text</a>', headers: { 'content-type': 'application/xml' } },
  csv: { body: 'a,b\n1,2\n', headers: { 'content-type': 'text/csv' } },
  broken: { body: '{"a":', headers: { 'content-type': 'application/json' } },
  'json-as-text': { body: '{"a":1}', headers: { 'content-type': 'text/plain' } },
  'vendor-json': { body: '{"a":1}', headers: { 'content-type': 'application/vnd.api+json' } },
  'no-type': { body: '{"a":1}', headers: {} },
  latin: { body: Buffer.from([0x67, 0x72, 0xfc, 0xdf, 0x65]), headers: { 'content-type': 'text/plain; charset=iso-8859-1' } },
  gzip: { body: gzipSync('{"packed":true}'), headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' } },
  nothing: { body: '', headers: {} },
  'nothing-json': { body: '', headers: { 'content-type': 'application/json' } },
  'pixel.png': { body: PNG, headers: { 'content-type': 'image/png' } },
  'report.pdf': { body: '%PDF-1.4 nothing', headers: { 'content-type': 'application/pdf' } },
  named: { body: 'a,b', headers: { 'content-type': 'text/csv', 'content-disposition': 'attachment; filename="named file.csv"' } },
  'named-utf8': { body: 'x', headers: { 'content-type': 'application/octet-stream', 'content-disposition': "attachment; filename*=UTF-8''gr%C3%BC%C3%9Fe.txt" } },
  bytes: { body: Buffer.from([0, 1, 2, 255]), headers: { 'content-type': 'application/octet-stream' } },
  cookies: { body: '{"ok":true}', headers: { 'content-type': 'application/json', 'x-one': '1' } },
  'rss.xml': { body: RSS, headers: { 'content-type': 'application/rss+xml' } },
  'workflow.json': { body: WORKFLOW, headers: { 'content-type': 'application/json' } },
  'atom.xml': { body: ATOM, headers: { 'content-type': 'application/atom+xml' } },
};

const ROWS = [1, 2, 3, 4, 5].map(id => ({ id }));

export const watchedHttp = (): Server => createServer((request, response) => {
  // What varies from one answer to the next would be seen in whole responses.
  response.sendDate = false;
  response.setHeader('connection', 'close');
  const chunks: Buffer[] = [];
  request.on('data', chunk => chunks.push(chunk)).on('end', () => answer(request, Buffer.concat(chunks).toString('utf8'), response));
});

const json = (response: ServerResponse, value: unknown, status = 200): void => { response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value)); };

function answer(request: IncomingMessage, body: string, response: ServerResponse): void {
  const own = `http://${request.headers.host}`;
  const url = new URL(request.url ?? '/', own);
  const [, route = '', name = '', ...rest] = url.pathname.split('/');
  const page = Number(url.searchParams.get('page') ?? 1);
  const offset = Number(url.searchParams.get('offset') ?? 0);
  const routes: Record<string, () => void> = {
    echo: () => json(response, echo(request, body)),
    json: () => json(response, JSON_VALUES[name]),
    raw: () => {
      const { body: bytes, headers } = RAW[name] ?? { body: '', headers: {} };
      if (name === 'cookies') response.setHeader('set-cookie', ['a=1; Path=/', 'b=2; HttpOnly']);
      response.writeHead(200, { ...headers, 'content-length': Buffer.byteLength(bytes) }).end(bytes);
    },
    status: () => (name === '204' || name === '304' ? void response.writeHead(Number(name)).end() : json(response, { message: `status ${name}`, code: Number(name) }, Number(name))),
    to: () => { response.writeHead(Number(name), { location: `/${rest.join('/')}` }).end(); },
    hops: () => { response.writeHead(302, { location: Number(name) > 1 ? `/hops/${Number(name) - 1}` : '/json/object' }).end(); },
    pages: () => json(response, { page, rows: ROWS.slice((page - 1) * 2, page * 2), more: page < 3, next: page < 3 ? `${own}/pages?page=${page + 1}` : null }),
    rows: () => json(response, ROWS.slice(offset, offset + 2)),
    slow: () => { setTimeout(() => json(response, { slow: true }), Number(url.searchParams.get('ms'))); },
    guarded: () => {
      const shown = { basic: request.headers.authorization === `Basic ${btoa('joe:secret')}`, header: request.headers['x-key'] === 'secret', query: url.searchParams.get('key') === 'secret', bearer: request.headers.authorization === 'Bearer secret' }[name];
      json(response, shown ? { welcome: name } : { message: 'who are you?' }, shown ? 200 : 401);
    },
    graphql: () => graphql(request.method === 'GET' ? JSON.stringify(Object.fromEntries(url.searchParams)) : body, response),
    events: () => { response.writeHead(200, { 'content-type': 'text/event-stream' }).write('data: {"a":1}\n\nevent: told\nid: 7\ndata: plain\n\n'); },
  };
  const found = Object.hasOwn(routes, route) ? routes[route] : undefined;
  if (found) found();
  else json(response, { message: 'no such route' }, 404);
}

/** Boundaries of multipart bodies are random: they are called BOUNDARY. */
function echo(request: IncomingMessage, body: string) {
  const boundary = /boundary=("?)([^";]+)\1/.exec(request.headers['content-type'] ?? '')?.[2];
  const plain = (text: string): string => (boundary === undefined ? text : text.replaceAll(boundary, 'BOUNDARY').replaceAll('"BOUNDARY"', 'BOUNDARY'));
  const headers = Object.fromEntries(ECHOED.flatMap(header => (request.headers[header] === undefined ? [] : [[header, plain(String(request.headers[header]))]])));
  return { method: request.method, url: request.url, headers, body: plain(body) };
}

/** A body may also be the bare query. */
function request(body: string): { query?: string; variables?: unknown; operationName?: unknown } {
  try {
    return JSON.parse(body || '{}') as { query?: string };
  } catch {
    return { query: body };
  }
}

function graphql(body: string, response: ServerResponse): void {
  const { query = '', variables = null, operationName = null } = request(body);
  if (query.includes('refuse')) return json(response, { errors: [{ message: 'refused' }] }, 400);
  if (query.includes('fail')) return json(response, { errors: [{ message: 'it failed', path: ['fail'] }, { message: 'and again' }], data: null });
  return json(response, { data: { query, variables, operationName } });
}
