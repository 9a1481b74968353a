// QuickChart: a picture of a chart, drawn by quickchart.io.
import { defineNode } from '../contract';
import { boolean, collection, json, notice, number, options, rows, string } from '../fields';
import { shortText } from '../subtitle';

export const quickChart = defineNode({
  type: 'quickChart',
  label: 'QuickChart',
  description: 'Draws a chart with quickchart.io',
  group: 'app',
  icon: 'chart-no-axes-column',
  aliases: ['chart', 'graph', 'image', 'pie', 'bar', 'line'],
  versions: [1],
  n8nTypes: ['n8n-nodes-base.quickChart'],
  inputs: [{}],
  outputs: [{}],
  parameters: {
    privacy: notice('The data of the chart is sent to quickchart.io.'),
    chartType: options({
      label: 'Chart type',
      default: 'bar',
      options: [
        { value: 'bar', label: 'Bars' },
        { value: 'doughnut', label: 'Doughnut' },
        { value: 'line', label: 'Lines' },
        { value: 'pie', label: 'Pie' },
        { value: 'polar', label: 'Polar' },
        { value: 'radar', label: 'Radar' },
      ],
    }),
    labelsMode: options({
      label: 'Labels',
      default: 'manually',
      options: [
        { value: 'manually', label: 'One by one' },
        { value: 'array', label: 'A list' },
      ],
    }),
    labelsUi: rows({ label: 'Labels', key: 'labelsValues', addLabel: 'Add label', show: { labelsMode: ['manually'] }, fields: { label: string({ label: 'Label' }) } }),
    labelsArray: json({ label: 'Labels', placeholder: '["Berlin", "Paris", "Rome"]', show: { labelsMode: ['array'] } }),
    data: json({ label: 'Data', placeholder: '[60, 10, 12, 20]', help: 'Each item is a data set of the chart.' }),
    output: string({ label: 'File property', default: 'data', required: true }),
    chartOptions: collection({
      label: 'Chart options',
      fields: {
        backgroundColor: string({ label: 'Background', placeholder: '#ffffff' }),
        devicePixelRatio: number({ label: 'Pixel ratio', default: 2, min: 1, max: 2 }),
        format: options({ label: 'Format', default: 'png', options: [{ value: 'png', label: 'PNG' }, { value: 'pdf', label: 'PDF' }, { value: 'svg', label: 'SVG' }, { value: 'webp', label: 'WebP' }] }),
        height: number({ label: 'Height', default: 300, unit: 'px' }),
        horizontal: boolean({ label: 'Horizontal bars' }),
        width: number({ label: 'Width', default: 500, unit: 'px' }),
      },
    }),
    datasetOptions: collection({
      label: 'Data set options',
      fields: {
        backgroundColor: string({ label: 'Background' }),
        borderColor: string({ label: 'Border' }),
        fill: boolean({ label: 'Fill below the line', default: true }),
        label: string({ label: 'Label' }),
        pointStyle: options({ label: 'Points', default: 'circle', options: ['circle', 'cross', 'crossRot', 'dash', 'line', 'rect', 'rectRounded', 'rectRot', 'star', 'triangle'].map(value => ({ value, label: value })) }),
      },
    }),
  },
  effect: 'read',
  subtitle: ({ chartType = 'bar' }) => `${shortText(chartType)} chart`,
});
