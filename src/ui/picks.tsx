// The pick strip: one tick per execution, newest last. Success stands on the thread, failure hangs below it.
import { cx } from './class-names';
import { STATE_TONES, stateOf } from './status';

interface PicksProps {
  /** Statuses, newest last; the last 24 are drawn. */
  recent: readonly { id: string; status: string }[];
  count?: number;
  className?: string;
}

export function Picks({ recent, count = 24, className }: PicksProps) {
  const shown = recent.slice(-count);
  const pitch = 6.6;
  const width = (count - 1) * pitch + 4;
  const failed = shown.filter(item => STATE_TONES[stateOf(item.status)] === 'failed').length;
  const label = shown.length === 0 ? 'No executions yet' : `Last ${shown.length} executions, ${failed} failed`;
  return (
    <svg width={width} height="25" viewBox={`0 0 ${width} 25`} role="img" aria-label={label} className={cx('block overflow-visible', className)}>
      {Array.from({ length: count - shown.length }, (_, index) => <rect key={`gap-${index}`} x={index * pitch} y="14" width="4" height="1" fill="var(--line-strong)" />)}
      {shown.map((item, index) => {
        const tone = STATE_TONES[stateOf(item.status)];
        const below = tone === 'failed';
        // A little unevenness, fixed by the id, keeps neighbours apart as in cloth.
        const rise = 8 + (item.id.charCodeAt(item.id.length - 1) % 6);
        return <rect key={item.id} x={(count - shown.length + index) * pitch} y={below ? 17 : 15 - rise} width="4" height={below ? 8 : rise} rx="1" fill={`var(--${tone === 'skipped' ? 'queued' : tone}-fill)`} opacity={tone === 'success' ? 0.8 : 1} />;
      })}
      <rect x="0" y="15" width={width} height="1" fill="var(--line-strong)" />
    </svg>
  );
}
