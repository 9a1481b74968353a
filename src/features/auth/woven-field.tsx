// The drawing beside the sign-in form: warp threads, picks laid over and under, four of them in the colours of status.
const WARP = 34;
const STEP = 21;
const HEIGHT = 900;
const COLOURS: Record<number, string> = { 2: 'var(--running)', 9: 'var(--waiting)', 13: 'var(--running)', 18: 'var(--accent)', 21: 'var(--running)', 22: 'var(--waiting)', 29: 'var(--running)' };

/** A fixed sequence: the picture is the same at every visit. */
function pick(row: number): { from: number; to: number } {
  const from = (row * 7 + ((row * row) % 5)) % 9;
  return { from, to: Math.min(WARP - 2, from + 5 + ((row * 11) % 17)) };
}

export function WovenField() {
  const rows = Array.from({ length: Math.floor(HEIGHT / STEP) }, (_, row) => row);
  return (
    <svg viewBox={`0 0 ${WARP * STEP} ${HEIGHT}`} preserveAspectRatio="xMidYMid slice" aria-hidden className="h-full w-full" fill="none" strokeLinecap="butt">
      {Array.from({ length: WARP }, (_, thread) => <path key={thread} d={`M${thread * STEP + 12} 0V${HEIGHT}`} stroke="var(--line)" strokeWidth="1.5" />)}
      {rows.map(row => {
        const { from, to } = pick(row);
        const colour = COLOURS[row];
        const y = row * STEP + 16;
        return Array.from({ length: Math.ceil((to - from) / 2) }, (_, part) => {
          const x = (from + part * 2) * STEP;
          return <path key={`${row}-${part}`} d={`M${x + 14} ${y}h${STEP * 2 - 10}`} stroke={colour ?? 'var(--line-control)'} strokeWidth={colour === 'var(--accent)' ? 3 : 2} />;
        });
      })}
    </svg>
  );
}
