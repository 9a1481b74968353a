// Cuts text into chunks: by characters, by ever finer separators, or by an estimate of tokens.

export interface ChunkSize { chunkSize: number; chunkOverlap: number }

const SEPARATORS: Record<string, readonly string[]> = {
  text: ['\n\n', '\n', ' ', ''],
  markdown: ['\n## ', '\n### ', '\n#### ', '\n##### ', '\n###### ', '```\n\n', '\n\n***\n\n', '\n\n---\n\n', '\n\n___\n\n', '\n\n', '\n', ' ', ''],
  html: ['<body', '<div', '<p', '<br', '<li', '<h1', '<h2', '<h3', '<h4', '<h5', '<h6', '<span', '<table', '<tr', '<td', '<th', '<ul', '<ol', '<header', '<footer', '<nav', '<head', '<style', '<script', '<meta', '<title', ' ', ''],
  code: ['\nclass ', '\nfunction ', '\ndef ', '\nconst ', '\nlet ', '\nvar ', '\nif ', '\nfor ', '\nwhile ', '\n\n', '\n', ' ', ''],
};

export const separatorsFor = (kind: string | undefined): readonly string[] => (Object.hasOwn(SEPARATORS, kind ?? 'text') ? SEPARATORS[kind ?? 'text'] : SEPARATORS.code) ?? [''];

const sane = ({ chunkSize, chunkOverlap }: ChunkSize): ChunkSize => {
  const size = Math.max(1, Math.floor(Number(chunkSize) || 1000));
  return { chunkSize: size, chunkOverlap: Math.min(Math.max(0, Math.floor(Number(chunkOverlap) || 0)), size - 1) };
};

export function splitByCharacter(text: string, separator: string, given: ChunkSize): string[] {
  const size = sane(given);
  return joined(separator === '' ? [...text] : text.split(separator), separator, size);
}

/**
 * Tries the separators in turn: a piece that is still too long is cut by the next. With `kept`, separators belong to the pieces behind them
 * and count as such, as where n8n cuts by itself; its splitter nodes leave them out of the count.
 */
export function splitRecursively(text: string, given: ChunkSize, separators: readonly string[] = separatorsFor('text'), kept = false): string[] {
  const size = sane(given);
  const at = separators.findIndex(separator => separator === '' || text.includes(separator));
  const separator = separators[at] ?? '';
  const rest = at < 0 ? [] : separators.slice(at + 1);
  const chunks: string[] = [];
  let small: string[] = [];
  const flush = (): void => {
    chunks.push(...joined(small, kept ? '' : separator, size));
    small = [];
  };
  const pieces = separator === '' ? [...text] : text.split(separator).map((part, index) => (kept && index > 0 ? separator + part : part));
  for (const piece of pieces.filter(part => part !== '')) {
    if (piece.length < size.chunkSize) small.push(piece);
    else {
      flush();
      chunks.push(...(rest.length === 0 ? [piece] : splitRecursively(piece, size, rest, kept)));
    }
  }
  flush();
  return chunks;
}

/** Chunks of at most the size, each starting with the end of the one before. Separators do not count as overlap, as in n8n. */
function joined(parts: readonly string[], separator: string, { chunkSize, chunkOverlap }: ChunkSize): string[] {
  const chunks: string[] = [];
  let current: string[] = [];
  let total = 0;
  const add = (): void => {
    const chunk = current.join(separator).trim();
    if (chunk !== '') chunks.push(chunk);
  };
  for (const part of parts) {
    const tooLong = (): boolean => total + part.length + current.length * separator.length > chunkSize;
    if (tooLong() && current.length > 0) {
      add();
      let from = 0;
      while (total > chunkOverlap || (total > 0 && total + part.length + (current.length - from) * separator.length > chunkSize)) total -= (current[from++] as string).length;
      current = current.slice(from);
    }
    current.push(part);
    total += part.length;
  }
  add();
  return chunks;
}

/** About four characters are a token in most languages models read; words are never cut. Blanks at the end would make the expression slow: they are taken off. */
const CHARACTERS_PER_TOKEN = 4;

export function splitByTokens(text: string, { chunkSize, chunkOverlap }: ChunkSize): string[] {
  return joined(text.trimEnd().match(/\s*\S+/g) ?? [], '', sane({ chunkSize: chunkSize * CHARACTERS_PER_TOKEN, chunkOverlap: chunkOverlap * CHARACTERS_PER_TOKEN }));
}
