/**
 * TensorFlow.js: tensors by their header, layers and models by their parts. Numbers lie with a backend (a graphics card, WebAssembly)
 * that would have to be waited for: `dataSync` and its like are never called.
 */
import { shortText } from './cell.ts';
import type { Description, Family } from './description.ts';
import { ownKeys, readArray, readField, readNumber, readOwn, readString } from './own.ts';
import { typeName } from './typeName.ts';

const MOST_PARTS = 50;
const WIDTH: Record<string, number> = { float32: 4, int32: 4, bool: 1, complex64: 8 };
const LIB = 'tensorflow';

export const describeTensorFlow: Family = (value, _limits, chain) => {
  if (chain.includes('Tensor') && typeof readOwn(value, 'dataId') === 'object') return describeTensor(value, chain);
  if (chain.includes('Layer') && readOwn(value, '_trainableWeights') !== undefined) return describeLayer(value, chain);
  return undefined;
};

function describeTensor(value: object, chain: string[]): Description | undefined {
  const shape = readArray(value, 'shape');
  const dtype = readString(value, 'dtype');
  const size = readNumber(value, 'size');
  if (shape === undefined || dtype === undefined || size === undefined) return undefined;
  const width = WIDTH[dtype];
  const name = readString(value, 'name');
  const fields: Record<string, [string, string]> = {};
  if (readOwn(value, 'isDisposedInternal') === true) fields.disposed = ['boolean', 'true'];
  if (readOwn(value, 'trainable') === true) fields.trainable = ['boolean', 'true'];
  if (name !== undefined) fields.name = ['string', shortText(name)];
  return {
    kind: 'array',
    type: chain[0] ?? 'Tensor',
    lib: LIB,
    summary: {
      shape: shape.filter((each) => typeof each === 'number'),
      dtype,
      ...(width === undefined ? {} : { bytes: size * width }),
      ...(Object.keys(fields).length === 0 ? {} : { fields }),
    },
    detail: 'summary',
    why: 'numbers stay with their backend',
  };
}

function describeLayer(value: object, chain: string[]): Description {
  const layers = readArray(value, 'layers') ?? [];
  const counted = countWeights(layers.length > 0 ? layers : [value]);
  const state: Record<string, string> = { built: String(readOwn(value, '_built') === true || layers.length > 0) };
  if (counted.total > 0) {
    state.parameters = counted.total.toLocaleString('en');
    state.trainable = counted.trainable.toLocaleString('en');
  }
  return {
    kind: 'model',
    type: chain[0] ?? 'Layer',
    lib: LIB,
    summary: {
      ...(layers.length === 0 ? { parameters: settingsOf(value) } : { parts: layers.slice(0, MOST_PARTS).map(partOf) }),
      state,
    },
    detail: 'summary',
    why: 'numbers stay with their backend',
  };
}

function partOf(layer: unknown): [name: string, type: string] {
  return [readString(layer, 'name') ?? '', typeName(layer)];
}

function settingsOf(layer: object): Record<string, string> {
  const settings: Record<string, string> = {};
  for (const key of ownKeys(layer)) {
    if (key.startsWith('_') || key.includes('_') || key.startsWith('DEFAULT') || key === 'id') continue;
    const value = readField(layer, key);
    if (typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean') {
      settings[key] = shortText(value, 80, key);
    }
  }
  return settings;
}

function countWeights(layers: unknown[]): { total: number; trainable: number } {
  let total = 0;
  let trainable = 0;
  for (const layer of layers.slice(0, 2000)) {
    for (const name of ['_trainableWeights', '_nonTrainableWeights']) {
      for (const weight of readArray(layer, name) ?? []) {
        const size = readNumber(readOwn(weight, 'val'), 'size') ?? 0;
        total += size;
        if (name === '_trainableWeights' && readOwn(layer, 'trainable_') !== false) trainable += size;
      }
    }
  }
  return { total, trainable };
}
