// The page's CSP nonce, for libraries that write <style> elements.
/** Undefined when the page runs without a nonce policy. */
export function pageNonce(): string | undefined {
  return document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce || undefined;
}
