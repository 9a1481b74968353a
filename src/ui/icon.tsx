// Interface icons by name: Lucide at the weight of the design (1.4 px at 16, 1.45 px at 20).
'use client';
import type { LucideIcon } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { ICONS } from './icons';
import type { MORE_ICONS } from './more-icons';

export type IconName = keyof typeof ICONS | keyof typeof MORE_ICONS;

const SIZES = { s: 14, m: 16, l: 20 } as const;

interface IconProps {
  /** A Lucide name in kebab-case. Unknown names (nodes of other packages) draw a plain box. */
  name: IconName | (string & {});
  size?: keyof typeof SIZES;
  className?: string;
}

interface GlyphProps {
  glyph: LucideIcon;
  size: keyof typeof SIZES;
  className?: string;
}

function Glyph({ glyph: Drawn, size, className }: GlyphProps) {
  return <Drawn aria-hidden size={SIZES[size]} strokeWidth={size === 'l' ? 1.75 : 2.1} className={className ? `shrink-0 ${className}` : 'shrink-0'} />;
}

const LateIcon = lazy(async () => {
  const { MORE_ICONS: more } = await import('./more-icons');
  const Late = ({ name, size, className }: Required<Pick<IconProps, 'name' | 'size'>> & Pick<IconProps, 'className'>) => <Glyph glyph={Object.hasOwn(more, name) ? more[name as keyof typeof more] : ICONS.box} size={size} className={className} />;
  return { default: Late };
});

/** Decorative: the control around it carries the accessible name. */
export function Icon({ name, size = 'm', className }: IconProps) {
  if (Object.hasOwn(ICONS, name)) return <Glyph glyph={ICONS[name as keyof typeof ICONS]} size={size} className={className} />;
  return <Suspense fallback={<span className="shrink-0" style={{ width: SIZES[size], height: SIZES[size] }} />}><LateIcon name={name} size={size} className={className} /></Suspense>;
}
