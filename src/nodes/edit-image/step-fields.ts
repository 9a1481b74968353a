// The fields of one step on a picture: the node has them once for itself and once for each of several steps.
import { type Condition, number, options, string } from '../fields';

export const STEP_OPERATIONS = [
  { value: 'blur', label: 'Blur' },
  { value: 'border', label: 'Border' },
  { value: 'composite', label: 'Composite', help: 'Puts another picture on it' },
  { value: 'create', label: 'Create', help: 'A new picture' },
  { value: 'crop', label: 'Crop' },
  { value: 'draw', label: 'Draw' },
  { value: 'resize', label: 'Resize' },
  { value: 'rotate', label: 'Rotate' },
  { value: 'shear', label: 'Shear' },
  { value: 'text', label: 'Text' },
  { value: 'transparent', label: 'Transparent', help: 'Makes a colour transparent' },
] as const;

const on = (...operation: string[]): Condition => ({ operation });
const COLOR = 'The last two digits are the transparency: 00 is opaque, ff is clear.';

export const stepFields = {
  backgroundColor: string({ label: 'Background colour', default: '#ffffff00', help: COLOR, show: on('create', 'rotate') }),
  blur: number({ label: 'Blur', default: 5, min: 0, max: 1000, show: on('blur') }),
  sigma: number({ label: 'Sigma', default: 2, min: 0, max: 1000, show: on('blur') }),
  borderWidth: number({ label: 'Border width', default: 10, unit: 'px', show: on('border') }),
  borderHeight: number({ label: 'Border height', default: 10, unit: 'px', show: on('border') }),
  borderColor: string({ label: 'Border colour', default: '#000000', show: on('border') }),
  dataPropertyNameComposite: string({ label: 'File property of the other picture', placeholder: 'data2', show: on('composite') }),
  operator: options({ label: 'Operator', default: 'Over', options: ['Add', 'Atop', 'Copy', 'Difference', 'In', 'Multiply', 'Out', 'Over', 'Plus', 'Xor'].map(value => ({ value, label: value })), show: on('composite') }),
  primitive: options({ label: 'Shape', default: 'rectangle', options: [{ value: 'circle', label: 'Circle' }, { value: 'line', label: 'Line' }, { value: 'rectangle', label: 'Rectangle' }], show: on('draw') }),
  color: string({ label: 'Colour', default: '#ff000000', help: COLOR, show: on('draw', 'transparent') }),
  startPositionX: number({ label: 'Start X', default: 50, unit: 'px', show: on('draw') }),
  startPositionY: number({ label: 'Start Y', default: 50, unit: 'px', show: on('draw') }),
  endPositionX: number({ label: 'End X', default: 250, unit: 'px', show: on('draw') }),
  endPositionY: number({ label: 'End Y', default: 250, unit: 'px', show: on('draw') }),
  cornerRadius: number({ label: 'Corner radius', default: 0, unit: 'px', show: { operation: ['draw'], primitive: ['rectangle'] } }),
  text: string({ label: 'Text', lines: 3, show: on('text') }),
  fontSize: number({ label: 'Font size', default: 18, unit: 'px', show: on('text') }),
  fontColor: string({ label: 'Font colour', default: '#000000', show: on('text') }),
  lineLength: number({ label: 'Line length', default: 80, help: 'Characters after which a line breaks', show: on('text') }),
  width: number({ label: 'Width', default: 500, show: on('create', 'crop', 'resize') }),
  height: number({ label: 'Height', default: 500, show: on('create', 'crop', 'resize') }),
  positionX: number({ label: 'Position X', default: 0, unit: 'px', show: on('composite', 'crop', 'text') }),
  positionY: number({ label: 'Position Y', default: 0, unit: 'px', show: on('composite', 'crop', 'text') }),
  resizeOption: options({
    label: 'Option',
    default: 'maximumArea',
    show: on('resize'),
    options: [
      { value: 'ignoreAspectRatio', label: 'Ignore the aspect ratio' },
      { value: 'maximumArea', label: 'Maximum area' },
      { value: 'minimumArea', label: 'Minimum area' },
      { value: 'onlyIfLarger', label: 'Only if larger' },
      { value: 'onlyIfSmaller', label: 'Only if smaller' },
      { value: 'percent', label: 'Percent' },
    ],
  }),
  rotate: number({ label: 'Degrees', default: 0, min: -360, max: 360, show: on('rotate') }),
  degreesX: number({ label: 'Degrees X', default: 0, show: on('shear') }),
  degreesY: number({ label: 'Degrees Y', default: 0, show: on('shear') }),
};
