// What went wrong with a form as a whole, announced when it appears.
import type { ReactNode } from 'react';
import { StatusGlyph } from '~/ui/status';

export function FormError({ children }: { children: ReactNode }) {
  return (
    <div role="alert" className="empty:hidden">
      {children ? <p className="flex gap-2 rounded-control bg-failed-soft px-3 py-2 text-failed"><StatusGlyph state="attention" size={14} className="mt-[3px]" /><span>{children}</span></p> : null}
    </div>
  );
}
