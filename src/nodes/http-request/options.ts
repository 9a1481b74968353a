// The options of the HTTP request node, apart from its definition for length.
import { boolean, collection, group, number, options, rows, string } from '../fields';

export const requestOptions = collection({
  label: 'Options',
  fields: {
    idempotencyKey: boolean({ label: 'Safe to repeat', fixed: true, help: 'The other side honours the header Idempotency-Key: after a crash the call is made again with the same key. Otherwise a person is asked.' }),
    response: group({
      label: 'Response',
      key: 'response',
      fields: {
        fullResponse: boolean({ label: 'Include headers and status' }),
        neverError: boolean({ label: 'Never error', help: 'Succeeds whatever the status code is.' }),
        responseFormat: options({
          label: 'Response format',
          default: 'autodetect',
          options: [
            { value: 'autodetect', label: 'Detect' },
            { value: 'json', label: 'JSON' },
            { value: 'text', label: 'Text' },
            { value: 'file', label: 'File' },
          ],
        }),
        outputPropertyName: string({ label: 'Put output in field', default: 'data', show: { responseFormat: ['file', 'text'] } }),
        parseText: boolean({ label: 'Read JSON in it', show: { responseFormat: ['text'] } }),
        splitArrays: boolean({ label: 'One item per list element', default: true, help: 'A JSON list becomes several items.' }),
      },
    }),
    pagination: group({
      label: 'Pagination',
      key: 'pagination',
      fields: {
        paginationMode: options({
          label: 'Mode',
          default: 'updateAParameterInEachRequest',
          options: [
            { value: 'off', label: 'Off' },
            { value: 'updateAParameterInEachRequest', label: 'Update a parameter in each request' },
            { value: 'responseContainsNextURL', label: 'Response contains next URL' },
          ],
        }),
        nextURL: string({ label: 'Next URL', placeholder: '={{ $response.body.next }}', show: { paginationMode: ['responseContainsNextURL'] } }),
        parameters: rows({
          label: 'Parameters',
          key: 'parameters',
          addLabel: 'Add parameter',
          show: { paginationMode: ['updateAParameterInEachRequest'] },
          fields: {
            type: options({
              label: 'Type',
              default: 'qs',
              options: [
                { value: 'qs', label: 'Query' },
                { value: 'headers', label: 'Header' },
                { value: 'body', label: 'Body' },
              ],
            }),
            name: string({ label: 'Name', placeholder: 'page' }),
            value: string({ label: 'Value', placeholder: '={{ $pageCount + 1 }}' }),
          },
        }),
        paginationCompleteWhen: options({
          label: 'Complete when',
          default: 'responseIsEmpty',
          show: { paginationMode: ['updateAParameterInEachRequest', 'responseContainsNextURL'] },
          options: [
            { value: 'responseIsEmpty', label: 'Response is empty' },
            { value: 'receiveSpecificStatusCodes', label: 'Status code is received' },
            { value: 'other', label: 'Expression is true' },
          ],
        }),
        statusCodesWhenComplete: string({ label: 'Status codes', placeholder: '404, 410', show: { paginationCompleteWhen: ['receiveSpecificStatusCodes'] } }),
        completeExpression: string({ label: 'Complete expression', placeholder: '={{ $response.body.last }}', show: { paginationCompleteWhen: ['other'] } }),
        limitPagesFetched: boolean({ label: 'Limit pages' }),
        maxRequests: number({ label: 'Max pages', default: 100, min: 1, show: { limitPagesFetched: [true] } }),
        requestInterval: number({ label: 'Interval between requests', default: 0, min: 0, unit: 'ms' }),
      },
    }),
    batching: group({
      label: 'Batching',
      key: 'batch',
      fields: {
        batchSize: number({ label: 'Items per batch', default: 50, min: -1 }),
        batchInterval: number({ label: 'Pause between batches', default: 1000, min: 0, unit: 'ms' }),
      },
    }),
    redirect: group({
      label: 'Redirects',
      key: 'redirect',
      fields: {
        followRedirects: boolean({ label: 'Follow redirects', default: true }),
        maxRedirects: number({ label: 'Max redirects', default: 21, min: 0, show: { followRedirects: [true] } }),
      },
    }),
    timeout: number({ label: 'Timeout', default: 300_000, min: 1, unit: 'ms' }),
    queryParameterArrays: options({
      label: 'Lists in query parameters',
      default: 'brackets',
      show: { '/sendQuery': [true] },
      options: [
        { value: 'repeat', label: 'Name only (a=1&a=2)' },
        { value: 'brackets', label: 'Brackets (a[]=1&a[]=2)' },
        { value: 'indices', label: 'Brackets with numbers (a[0]=1&a[1]=2)' },
      ],
    }),
    lowercaseHeaders: boolean({ label: 'Lower-case header names', default: true }),
    allowUnauthorizedCerts: boolean({ label: 'Ignore TLS errors' }),
  },
});
