// Local file trigger: starts the workflow when something changes in the file area of the organization.
import { defineNode } from '../contract';
import { boolean, collection, multiOptions, number, options, string } from '../fields';
import { shortText } from '../subtitle';

export const localFileTrigger = defineNode({
  type: 'localFileTrigger',
  label: 'Local file trigger',
  description: 'Starts the workflow when files of the organization change',
  group: 'trigger',
  icon: 'folder',
  aliases: ['watch', 'disk', 'folder', 'change'],
  versions: [1],
  n8nTypes: ['n8n-nodes-base.localFileTrigger'],
  trigger: 'event',
  stands: true,
  inputs: [],
  outputs: [{}],
  parameters: {
    triggerOn: options({ label: 'Trigger on', default: 'file', fixed: true, options: [{ value: 'file', label: 'Changes to a file' }, { value: 'folder', label: 'Changes in a folder' }] }),
    path: string({ label: 'Path', required: true, placeholder: 'invoices/incoming', help: 'In the file area of the organization.' }),
    events: multiOptions({
      label: 'Watch for', default: [], show: { triggerOn: ['folder'] },
      options: [{ value: 'add', label: 'File added' }, { value: 'change', label: 'File changed' }, { value: 'unlink', label: 'File deleted' }, { value: 'addDir', label: 'Folder added' }, { value: 'unlinkDir', label: 'Folder deleted' }],
    }),
    options: collection({
      label: 'Options',
      fields: {
        awaitWriteFinish: boolean({ label: 'Wait until files are written' }),
        depth: number({ label: 'Depth', default: -1, min: -1, help: 'How many folders deep; -1 for all.' }),
        ignoreInitial: boolean({ label: 'Ignore what is there already', default: true }),
        ignored: string({ label: 'Ignore', placeholder: '**/*.tmp' }),
        ignoreMode: options({ label: 'Ignore mode', default: 'match', options: [{ value: 'match', label: 'Pattern' }, { value: 'contain', label: 'Contains' }] }),
        followSymlinks: boolean({ label: 'Follow links', help: 'Weft follows no links.' }),
        usePolling: boolean({ label: 'Look regularly', help: 'Where the system does not tell about changes.' }),
      },
    }),
  },
  effect: 'read',
  subtitle: ({ path }) => shortText(path),
});
