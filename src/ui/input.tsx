// Text inputs. Inside a Field they take its id, help and error.
'use client';
import { type ComponentProps, useLayoutEffect, useRef, useState } from 'react';
import { IconButton } from './button';
import { cx } from './class-names';
import { useFieldControl } from './field';

const SIZES = { md: 'h-8 px-2.5', sm: 'h-7 px-2', xs: 'h-6 px-1.5 text-dense' } as const;
export type InputSize = keyof typeof SIZES;

/** The look of anything that is filled in. */
export const fieldClass = 'w-full min-w-0 rounded-control bg-input edge-field text-fg transition-shadow duration-(--t-hover) focus:outline-2 focus:outline-offset-0 focus:outline-accent aria-invalid:edge-failed disabled:opacity-50';

interface InputProps extends Omit<ComponentProps<'input'>, 'size'> {
  size?: InputSize;
  mono?: boolean;
}

export function Input({ size = 'md', mono, className, ...rest }: InputProps) {
  return <input {...useFieldControl()} autoComplete="off" className={cx(fieldClass, SIZES[size], 'read-only:text-fg-2 max-md:h-11 max-md:text-[16px]', mono && 'mono', className)} {...rest} />;
}

/** A secret: hidden until asked, never completed from other sites' passwords unless `autoComplete` says so. */
export function PasswordInput({ className, size = 'md', ...rest }: InputProps) {
  const [shown, setShown] = useState(false);
  return (
    <div className="relative">
      <Input size={size} type={shown ? 'text' : 'password'} className={cx('pr-9', className)} spellCheck={false} autoComplete="new-password" {...rest} />
      <IconButton size="xs" icon={shown ? 'eye-off' : 'eye'} label={shown ? 'Hide' : 'Show'} pressed={shown} onClick={() => setShown(!shown)} className="absolute top-1/2 right-1 -translate-y-1/2" />
    </div>
  );
}

interface TextAreaProps extends ComponentProps<'textarea'> {
  mono?: boolean;
  /** Grows with its text up to this many lines. */
  maxRows?: number;
}

export function TextArea({ mono, maxRows = 16, rows = 3, className, ...rest }: TextAreaProps) {
  const element = useRef<HTMLTextAreaElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the text
  useLayoutEffect(() => {
    const area = element.current;
    if (!area) return;
    area.style.height = 'auto';
    area.style.height = `${Math.min(area.scrollHeight, maxRows * 20 + 12)}px`;
  }, [rest.value, maxRows]);
  return <textarea ref={element} rows={rows} {...useFieldControl()} className={cx(fieldClass, 'block resize-y read-only:text-fg-2 px-2.5 py-1.5', mono && 'mono leading-[18px]', className)} {...rest} />;
}
