// The files of a page of items: what they are, a look at pictures, and the way to the bytes.
'use client';
import { cx } from '../class-names';
import { Icon } from '../icon';
import { bytesText, plural } from '../time';
import type { DataItem } from './kinds';

interface FileListProps {
  items: readonly DataItem[];
  /** Number of the first item, zero-based. */
  offset: number;
  /** Address of the bytes; `inline` for the browser to show. */
  href(fileId: string, inline: boolean): string;
}

const MOST = 24;
const PICTURE = /^image\/(png|jpeg|gif|webp|avif)$/;
const SHOWN = /^(image\/(png|jpeg|gif|webp|avif)|text\/plain|application\/json|audio\/.+|video\/.+)$/;

export function FileList({ items, offset, href }: FileListProps) {
  const files = items.flatMap((item, index) => Object.entries(item.binary ?? {}).map(([property, file]) => ({ key: `${index}-${property}`, number: offset + index + 1, property, file })));
  if (files.length === 0) return null;
  return (
    <section aria-label="Files" className="border-line border-b px-4 py-3">
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(240px,1fr))] gap-2">
        {files.slice(0, MOST).map(({ key, number, property, file }) => {
          const name = file.fileName ?? property;
          return (
            <li key={key} className="flex min-w-0 items-center gap-3 rounded-card border border-line bg-surface p-2">
              <span className={cx('flex size-10 flex-none items-center justify-center overflow-hidden rounded-control text-fg-3', PICTURE.test(file.mimeType) ? 'bg-app' : 'bg-hover')}>
                {PICTURE.test(file.mimeType) && file.id ? <img src={href(file.id, true)} alt="" loading="lazy" className="size-full object-contain" /> : <Icon name="file" size="m" />}
              </span>
              <span className="min-w-0 flex-1">
                <span className="block truncate" title={name}>{name}</span>
                <span className="block truncate text-dense text-fg-3">{property} of item {number}, {bytesText(file.fileSize)}</span>
              </span>
              {file.id ? (
                <span className="flex flex-none gap-1">
                  {SHOWN.test(file.mimeType) ? <FileLink href={href(file.id, true)} icon="eye" label={`Open ${name}`} open /> : null}
                  <FileLink href={href(file.id, false)} icon="download" label={`Download ${name}`} />
                </span>
              ) : null}
            </li>
          );
        })}
      </ul>
      {files.length > MOST ? <p className="mt-2 text-dense text-fg-3">{plural(files.length - MOST, 'more file')} on this page.</p> : null}
    </section>
  );
}

function FileLink({ href, icon, label, open }: { href: string; icon: 'eye' | 'download'; label: string; open?: boolean }) {
  return (
    <a href={href} aria-label={label} title={label} {...(open ? { target: '_blank', rel: 'noreferrer' } : { download: '' })} className="flex size-7 items-center justify-center rounded-control text-fg-2 hover:bg-hover hover:text-fg">
      <Icon name={icon} size="s" />
    </a>
  );
}
