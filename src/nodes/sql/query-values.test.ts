// Query parameters from text with commas and expressions.
import { expect, it } from 'vitest';
import type { Json } from '~/lib/json';
import { queryValues } from './query-values';

const known: Record<string, Json> = { '={{ $json.a }}': 'x, y', '={{ $json.n }}': 5, '={{ $json.o }}': { q: 1 }, '={{ $json.list.join(",") }}': 'p,q', '={{ $json.j }}': '{"a":1,"b":2}', '=id-{{ $json.n }}': 'id-5' };
const values = (raw: Json, resolved: Json = 'text') => queryValues(raw, resolved, part => known[part] ?? null);

it.each<[string, Json, Json, Json[]]>([
  ['nothing', '', '', []],
  ['plain text', 'a, 5', 'a, 5', ['a', '5']],
  ['a list', '={{ [1, "a,b"] }}', [1, 'a,b'], [1, 'a,b']],
  ['one number', '={{ $json.n }}', 5, [5]],
  ['expressions beside text, with their types', '={{ $json.n }}, x, {{ $json.o }}', '5, x, [object Object]', [5, 'x', { q: 1 }]],
  ['a comma inside an expression is part of it, and its text stands for several values', '={{ $json.list.join(",") }}, z', 'p,q, z', ['p', 'q', 'z']],
  ['JSON text stays one value', '={{ $json.j }}', '{"a":1,"b":2}', ['{"a":1,"b":2}']],
  ['text around an expression', '=id-{{ $json.n }}', 'id-5', ['id-5']],
])('%s', (_, raw, resolved, wanted) => expect(values(raw, resolved)).toEqual(wanted));
