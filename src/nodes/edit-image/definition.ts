// Edit image: resizes, crops, draws on and otherwise changes pictures.
import { defineNode } from '../contract';
import { collection, number, options, rows, string } from '../fields';
import { shortText } from '../subtitle';
import { STEP_OPERATIONS, stepFields } from './step-fields';

export const editImage = defineNode({
  type: 'editImage',
  label: 'Edit image',
  description: 'Resizes, crops, draws on and otherwise changes pictures',
  group: 'files',
  icon: 'image',
  aliases: ['picture', 'photo', 'resize', 'crop', 'thumbnail', 'watermark', 'png', 'jpeg'],
  versions: [1],
  n8nTypes: ['n8n-nodes-base.editImage'],
  inputs: [{}],
  outputs: [{}],
  parameters: {
    operation: options({
      label: 'Operation',
      default: 'border',
      fixed: true,
      options: [{ value: 'information', label: 'Get information' }, { value: 'multiStep', label: 'Several steps' }, ...STEP_OPERATIONS],
    }),
    dataPropertyName: string({ label: 'File property', default: 'data', required: true, help: 'Where the picture is, and where the new one goes.' }),
    operations: rows({
      label: 'Steps',
      key: 'operations',
      addLabel: 'Add step',
      show: { operation: ['multiStep'] },
      fields: { operation: options({ label: 'Operation', default: 'border', options: STEP_OPERATIONS }), ...stepFields },
    }),
    ...stepFields,
    options: collection({
      label: 'Options',
      fields: {
        fileName: string({ label: 'File name' }),
        font: string({ label: 'Font', placeholder: 'sans-serif', help: 'Name of a font of the machine Weft runs on' }),
        format: options({ label: 'Format', default: 'png', options: ['avif', 'gif', 'jpeg', 'png', 'tiff', 'webp'].map(value => ({ value, label: value.toUpperCase() })) }),
        quality: number({ label: 'Quality', default: 100, min: 1, max: 100 }),
      },
    }),
  },
  effect: 'pure',
  subtitle: ({ operation = 'border' }) => shortText(operation === 'multiStep' ? 'several steps' : operation),
});
