// A person in 22 pixels: initials on a hue that follows from the name.
import { Tooltip } from './tooltip';

export const initials = (name: string): string =>
  name.split(/[\s@._-]+/).filter(Boolean).slice(0, 2).map(part => part[0]?.toUpperCase() ?? '').join('') || '?';

function hueOf(name: string): number {
  let hash = 7;
  for (const letter of name) hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) % 360;
  return hash;
}

export function Face({ name, size = 22 }: { name: string; size?: number }) {
  const hue = hueOf(name);
  return (
    <Tooltip label={name}>
      <span role="img" aria-label={name} className="grid shrink-0 place-items-center rounded-full text-[10px] leading-none font-title" style={{ width: size, height: size, background: `oklch(var(--face-l) .06 ${hue})`, color: `oklch(.95 .03 ${hue})` }}>
        {initials(name)}
      </span>
    </Tooltip>
  );
}
