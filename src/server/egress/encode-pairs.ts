// Names and values for a URL's query and for form bodies, encoded as n8n sends them: strictly, a space as %20.
// Through bytes: half a surrogate pair would make encodeURIComponent throw.
const strictly = (text: string): string => encodeURIComponent(Buffer.from(text).toString()).replace(/[!'()*]/g, sign => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

export const encodePairs = (pairs: readonly (readonly [name: string, value: string])[]): string => pairs.map(([name, value]) => `${strictly(name)}=${strictly(value)}`).join('&');
