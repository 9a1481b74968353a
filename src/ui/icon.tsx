// Interface icons by name: Lucide at the weight of the design (1.4 px at 16, 1.45 px at 20).
import { ICONS, type IconName } from './icons';

export type { IconName };

const SIZES = { s: 14, m: 16, l: 20 } as const;

interface IconProps {
  /** A Lucide name in kebab-case. Unknown names (nodes of other packages) draw a plain box. */
  name: IconName | (string & {});
  size?: keyof typeof SIZES;
  className?: string;
}

/** Decorative: the control around it carries the accessible name. */
export function Icon({ name, size = 'm', className }: IconProps) {
  const Glyph = Object.hasOwn(ICONS, name) ? ICONS[name as IconName] : ICONS.box;
  return <Glyph aria-hidden size={SIZES[size]} strokeWidth={size === 'l' ? 1.75 : 2.1} className={className ? `shrink-0 ${className}` : 'shrink-0'} />;
}
