// curl lines become HTTP request parameters.
import { describe, expect, it } from 'vitest';
import { readCurl, shellWords } from './curl';

it('splits words as a shell does', () => {
  expect(shellWords('curl -H \'A: b c\' "x \\"y\\"" \\\n  z\\ z')).toEqual(['curl', '-H', 'A: b c', 'x "y"', 'z z']);
});

describe('readCurl', () => {
  it('reads method, query, headers and a JSON body', () => {
    expect(readCurl('curl -X PUT "https://api.test/v1/orders?page=2&q=a%20b" -H "X-Key: 1" -H "Content-Type: application/json" --data-raw \'{"a":1}\'')).toEqual({
      method: 'PUT', url: 'https://api.test/v1/orders', sendQuery: true, queryParameters: { parameters: [{ name: 'page', value: '2' }, { name: 'q', value: 'a b' }] },
      sendHeaders: true, headerParameters: { parameters: [{ name: 'X-Key', value: '1' }] }, sendBody: true, specifyBody: 'json', jsonBody: '{"a":1}',
    });
  });

  it('takes data as a POST form, and as a query with -G', () => {
    expect(readCurl('curl example.com -d a=1 -d b=2')).toEqual({ method: 'POST', url: 'https://example.com', sendBody: true, contentType: 'form-urlencoded', bodyParameters: { parameters: [{ name: 'a', value: '1' }, { name: 'b', value: '2' }] } });
    expect(readCurl('curl -G https://example.com --data a=1')).toEqual({ url: 'https://example.com', sendQuery: true, queryParameters: { parameters: [{ name: 'a', value: '1' }] } });
  });

  it('refuses other text', () => {
    expect(readCurl('curling is fun')).toBeNull();
    expect(readCurl('curl -v')).toBeNull();
  });
});
