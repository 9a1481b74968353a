// Keys and passwords in texts: by the beginnings services give them, and by how random a word looks.

export type Permissiveness = 'strict' | 'balanced' | 'permissive';

/** `kinds` of characters: small, large, digits, others. `bits` a character. */
const LIMITS: Record<Permissiveness, { length: number; bits: number; kinds: number }> = {
  strict: { length: 10, bits: 3, kinds: 2 },
  balanced: { length: 10, bits: 3.8, kinds: 3 },
  permissive: { length: 30, bits: 4, kinds: 2 },
};

const BEGINNINGS = ['sk-', 'sk_', 'pk_', 'pk-', 'rk_live_', 'ghp_', 'gho_', 'ghs_', 'github_pat_', 'glpat-', 'xoxb-', 'xoxp-', 'xoxa-', 'AKIA', 'ASIA', 'AIza', 'ya29.', 'SG.', 'npm_', 'hf_', 'eyJ', 'shpat_', 'key-'];
const KINDS = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^A-Za-z0-9]/];
/** Words that look random and are none, where one is not strict. */
const HARMLESS = /^(?:https?|ftp|mailto):|^(?:\.{0,2}|~)\/|\.(?:png|jpe?g|gif|svg|pdf|docx?|xlsx?|csv|json|html?|js|ts|css|md|txt|zip|mp[34])[.,;:]?$/i;
const PLAIN_BEGINNING = 12;

export function secretsIn(text: string, permissiveness: Permissiveness): string[] {
  const words = text.split(/\s/).filter(word => word !== '');
  return [...new Set(words.filter(word => isSecret(word, permissiveness)))];
}

function isSecret(word: string, permissiveness: Permissiveness): boolean {
  if (word.length >= PLAIN_BEGINNING && BEGINNINGS.some(beginning => word.startsWith(beginning))) return true;
  if (permissiveness !== 'strict' && HARMLESS.test(word)) return false;
  const { length, bits, kinds } = LIMITS[permissiveness];
  return word.length >= length && KINDS.filter(kind => kind.test(word)).length >= kinds && entropy(word) >= bits;
}

/** Bits of information a character carries, going by how often each occurs. */
function entropy(word: string): number {
  const counts = new Map<string, number>();
  for (const character of word) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / word.length) * Math.log2(count / word.length);
  return bits;
}
