// Steps used last, in this browser.
const KEY = 'weft-recent-steps';

export function readRecent(): string[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(stored) ? stored.filter(type => typeof type === 'string') : [];
  } catch {
    return [];
  }
}

export function remember(type: string): void {
  try {
    localStorage.setItem(KEY, JSON.stringify([type, ...readRecent().filter(other => other !== type)].slice(0, 8)));
  } catch {
    // Without storage there are no recent steps.
  }
}
