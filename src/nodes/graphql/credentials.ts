// The credential type behind each way to authenticate. Browser-safe.
export const CREDENTIAL_TYPES: Record<string, { type: string; label: string }> = {
  basicAuth: { type: 'httpBasicAuth', label: 'User and password' },
  customAuth: { type: 'httpCustomAuth', label: 'Custom' },
  digestAuth: { type: 'httpDigestAuth', label: 'Digest' },
  headerAuth: { type: 'httpHeaderAuth', label: 'Header' },
  oAuth1: { type: 'oAuth1Api', label: 'OAuth1' },
  oAuth2: { type: 'oAuth2Api', label: 'OAuth2' },
  queryAuth: { type: 'httpQueryAuth', label: 'Query parameter' },
};
