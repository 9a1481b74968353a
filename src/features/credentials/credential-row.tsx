// One credential in the list. The row opens its details beside the list.
'use client';
import { cx } from '~/ui/class-names';
import { Icon } from '~/ui/icon';
import { RelativeTime } from '~/ui/relative-time';
import { Cell, RowLink, TableRow } from '~/ui/table';
import { plural } from '~/ui/time';
import type { Credential } from './types';

interface CredentialRowProps {
  credential: Credential;
  type: string;
  href: string;
  selected: boolean;
  /** Details stand beside the list: it has less room. */
  narrow: boolean;
  onOpen(): void;
}

export function CredentialRow({ credential, type, href, selected, narrow, onOpen }: CredentialRowProps) {
  const [first, ...more] = credential.allowedHosts;
  const wide = narrow ? 'max-xl:hidden' : 'max-lg:hidden';
  const users = credential.usedBy.length;
  return (
    <TableRow selected={selected} current={selected} className="max-md:h-16">
      <Cell className="text-fg-3"><Icon name="key-round" /></Cell>
      <Cell className="leading-[17px]">
        <RowLink href={href} data-row={credential.id} className="font-strong" onClick={event => {
          // Opens beside the list without asking the server for the page again; other clicks (new tab) stay the browser's.
          if (event.metaKey || event.ctrlKey || event.shiftKey) return;
          event.preventDefault();
          onOpen();
        }}><span className="block truncate">{credential.name}</span></RowLink>
        <span className="block truncate text-dense text-fg-3">{type}<span className="md:hidden">{users > 0 ? `, used by ${plural(users, 'workflow')}` : ', not used'}</span></span>
      </Cell>
      <Cell className={wide}>{first ? <><span className="mono text-fg-2">{first}</span>{more.length > 0 ? <span className="text-dense text-fg-3"> +{more.length}</span> : null}</> : <span className="text-fg-3">none</span>}</Cell>
      <Cell right className={cx('max-md:hidden', users === 0 && 'text-fg-3')}>{users}</Cell>
      <Cell className="text-fg-3">{credential.lastUsedAt ? <RelativeTime at={credential.lastUsedAt} /> : 'never'}</Cell>
      <Cell className={cx('text-fg-3', wide)}><RelativeTime at={credential.updatedAt} /></Cell>
    </TableRow>
  );
}
