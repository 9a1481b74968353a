// The line of key hints under a list.
import { Keys } from './keys';

export function KeyFoot({ keys, note }: { keys: readonly (readonly [keys: string, word: string])[]; note?: string }) {
  return (
    <footer className="flex h-9 flex-none items-center gap-4 border-line border-t px-6 text-dense text-fg-3 max-md:hidden">
      {keys.map(([key, word]) => <span key={key} className="flex items-center gap-1.5"><Keys keys={key} />{word}</span>)}
      {note ? <span className="ml-auto">{note}</span> : null}
    </footer>
  );
}
