// The mark: three warp threads, one weft passing over and under.
export function Mark({ size = 20 }: { size?: number }) {
  return (
    <svg viewBox="0 0 20 20" width={size} height={size} fill="none" stroke="currentColor" strokeWidth="2.2" strokeLinecap="round" aria-hidden className="block shrink-0">
      <path d="M4 2.5v15M10 2.5v3.2M10 13.8v3.7M16 2.5v15" opacity=".45" />
      <path d="M1.5 9.8h1M6.6 9.8h6.8M17.5 9.8h1" stroke="var(--accent)" />
    </svg>
  );
}
