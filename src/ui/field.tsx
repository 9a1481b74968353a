// A labelled form field. It gives its control an id, its help and its error, so every input has an accessible name.
'use client';
import { createContext, type ReactNode, useContext, useId } from 'react';
import { cx } from './class-names';
import { StatusGlyph } from './status';

interface FieldContext {
  id: string;
  describedBy: string | undefined;
  invalid: boolean;
  required: boolean;
}

const Context = createContext<FieldContext | null>(null);

/** Attributes for the control of the surrounding Field; empty outside one. */
export function useFieldControl(): { id?: string; 'aria-describedby'?: string; 'aria-invalid'?: true; 'aria-required'?: true } {
  const field = useContext(Context);
  if (!field) return {};
  return { id: field.id, 'aria-describedby': field.describedBy, 'aria-invalid': field.invalid || undefined, 'aria-required': field.required || undefined };
}

interface FieldProps {
  label: ReactNode;
  help?: ReactNode;
  error?: ReactNode;
  required?: boolean;
  /** `row`: label left, control right, as in the node panel. */
  layout?: 'stack' | 'row';
  /** Beside the label: a link, a toggle. */
  aside?: ReactNode;
  children: ReactNode;
  className?: string;
}

export function Field({ label, help, error, required = false, layout = 'stack', aside, children, className }: FieldProps) {
  const id = useId();
  const note = error || help ? `${id}-note` : undefined;
  const row = layout === 'row';
  return (
    <Context value={{ id, describedBy: note, invalid: Boolean(error), required }}>
      <div className={cx(row ? 'grid grid-cols-[128px_minmax(0,1fr)] items-start gap-x-3' : 'flex flex-col gap-1.5', className)}>
        <div className={cx('flex min-w-0 items-center gap-2', row ? 'min-h-7' : 'min-h-5')}>
          <label htmlFor={id} className={cx('text-fg-2', row ? 'line-clamp-2' : 'truncate font-strong')}>
            {label}
            {required ? <span aria-hidden className="text-fg-3"> *</span> : null}
          </label>
          {aside ? <span className="ml-auto">{aside}</span> : null}
        </div>
        <div className={cx('min-w-0', row && 'flex min-h-7 flex-col justify-center')}>{children}</div>
        {error || help ? (
          <p id={note} className={cx('dense flex gap-1.5 text-dense', row && 'col-start-2 pt-1', error ? 'text-failed' : 'text-fg-3')}>
            {error ? <StatusGlyph state="attention" tone="failed" size={13} className="mt-px" /> : null}
            <span className="min-w-0">{error ?? help}</span>
          </p>
        ) : null}
      </div>
    </Context>
  );
}

/** The column of fields of a form. */
export function FieldStack({ children, className }: { children: ReactNode; className?: string }) {
  return <div className={cx('flex flex-col gap-4', className)}>{children}</div>;
}
