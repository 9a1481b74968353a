// A turning ring for work in a control. It appears after 300 ms, so quick answers never flash.
export function Spinner({ size = 14 }: { size?: number }) {
  return (
    <svg viewBox="0 0 16 16" width={size} height={size} aria-hidden className="block shrink-0 animate-[float-in_1ms_300ms_both]">
      <circle className="glyph-line" cx="8" cy="8" r="6" opacity=".3" />
      <g className="glyph-spin"><path className="glyph-line" d="M8 2a6 6 0 0 1 5.2 9" /></g>
    </svg>
  );
}
