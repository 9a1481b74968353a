// A link inside a sentence.
import Link from 'next/link';
import type { ComponentProps } from 'react';
import { cx } from './class-names';

export function TextLink({ className, ...rest }: ComponentProps<typeof Link>) {
  return <Link className={cx('text-fg underline decoration-line-control underline-offset-2 hover:decoration-current', className)} {...rest} />;
}
