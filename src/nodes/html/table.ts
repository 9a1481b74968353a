// Writes items as an HTML table, one row for each.
import type { Item } from '~/engine/items';
import type { Json } from '~/lib/json';

export interface TableOptions {
  capitalize?: boolean;
  caption?: string;
  customStyling?: boolean;
  tableAttributes?: string;
  headerAttributes?: string;
  rowAttributes?: string;
  cellAttributes?: string;
}

const STYLE = {
  table: "style='border-spacing:0; font-family:helvetica,arial,sans-serif'",
  head: "style='margin:0; padding:7px 20px 7px 0px; border-bottom:1px solid #eee; text-align:left; color:#888; font-weight:normal'",
  cell: "style='margin:0; padding:7px 20px 7px 0px; border-bottom:1px solid #eee'",
};

const capitalized = (key: string): string => key.split('_').map(word => word.charAt(0).toUpperCase() + word.slice(1)).join(' ');
/** With a space for each part, as n8n writes it: the text may be compared or stored. */
const open = (tag: string, style: string, attributes = ''): string => `<${tag} ${style} ${attributes}>`;

function cellText(value: Json | undefined): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'boolean') return `<input type="checkbox" ${value ? 'checked="checked"' : ''}/>`;
  return typeof value === 'object' ? (Array.isArray(value) ? value.map(entry => cellText(entry)).join(',') : JSON.stringify(value)) : String(value);
}

/** Texts go in as they are, so that HTML in fields shows as HTML (n8n's meaning). */
export function htmlTable(items: readonly Item[], options: TableOptions): string {
  const columns = [...new Set(items.flatMap(item => Object.keys(item.json)))];
  const styled = options.customStyling !== true;
  const head = columns.map(column => `<th>${options.capitalize === true ? capitalized(column) : column}</th>`).join('');
  const rows = items.map(({ json }) => {
    const cells = columns.map(column => `${open('td', styled ? STYLE.cell : '', options.cellAttributes)}${cellText(Object.hasOwn(json, column) ? json[column] : undefined)}</td>`).join('');
    return `${open('tr', '', options.rowAttributes)}${cells}</tr>`;
  });
  const caption = options.caption === undefined || options.caption === '' ? '' : `<caption>${options.caption}</caption>`;
  return `${open('table', styled ? STYLE.table : '', options.tableAttributes)}${caption}${open('thead', styled ? STYLE.head : '', options.headerAttributes)}<tr>${head}</tr></thead><tbody>${rows.join('')}</tbody></table>`;
}
