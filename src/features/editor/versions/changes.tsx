// A list of differences: added green, removed red, changed amber, each with its sign.
import { cx } from '~/ui/class-names';
import type { Difference } from './compare';

const LOOKS: Record<Difference['kind'], { sign: string; tone: string }> = {
  added: { sign: '+', tone: 'text-success' },
  removed: { sign: '−', tone: 'text-failed' },
  changed: { sign: '~', tone: 'text-stale' },
};

export function Changes({ changes }: { changes: readonly Difference[] }) {
  if (changes.length === 0) return <p className="text-fg-3">No differences.</p>;
  return (
    <ul aria-label="Changes">
      {changes.slice(0, 40).map(change => (
        <li key={`${change.kind}/${change.id}`} className="flex gap-2 py-0.5">
          <span className={cx('w-3 text-center font-title', LOOKS[change.kind].tone)}><span aria-hidden>{LOOKS[change.kind].sign}</span><span className="sr-only">{change.kind}</span></span>
          <span className="min-w-0 flex-1 truncate">{change.name}{change.what.length > 0 ? <span className="text-fg-3"> {change.what.join(', ')}</span> : null}</span>
        </li>
      ))}
      {changes.length > 40 ? <li className="text-fg-3">and {changes.length - 40} more</li> : null}
    </ul>
  );
}
