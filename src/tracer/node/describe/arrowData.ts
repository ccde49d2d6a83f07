/**
 * Reads Arrow columns (apache-arrow's Vector and Data, Flechette's Column and Batch) straight from their buffers,
 * so that no method of a library that the program may have changed is called.
 */
import { types } from 'node:util';
import { readArray, readNumber, readOwn, readString } from './own.ts';
import { classChain } from './typeName.ts';

const decoder = new TextDecoder();
const decode = decoder.decode.bind(decoder);

export interface ArrowReader {
  length: number;
  type: string;
  fast: boolean;
  at(row: number): unknown;
}

type Chunk = { length: number; at(row: number): unknown };

/** A reader of a Vector; undefined for what is not one. */
export function arrowReader(vector: object): ArrowReader | undefined {
  const chunks = readArray(vector, 'data');
  const type = readOwn(vector, 'type');
  if (chunks === undefined || typeof type !== 'object' || type === null) return undefined;
  return joinChunks(
    chunks.filter((chunk): chunk is object => typeof chunk === 'object' && chunk !== null),
    typeNameOf(type),
  );
}

/** A reader over Data chunks, one after the other. */
export function joinChunks(data: object[], type: string): ArrowReader {
  const chunks = data.map(chunkOf);
  const length = chunks.reduce((total, chunk) => total + chunk.length, 0);
  const only = chunks.length === 1 ? chunks[0] : undefined;
  const at =
    only !== undefined
      ? only.at
      : (row: number): unknown => {
          let rest = row;
          for (const chunk of chunks) {
            if (rest < chunk.length) return chunk.at(rest);
            rest -= chunk.length;
          }
          return undefined;
        };
  return { length, type, fast: !/Utf8|Binary|List|Struct|Dictionary/.test(type), at };
}

function chunkOf(data: object): Chunk {
  const length = readNumber(data, 'length') ?? 0;
  const offset = readNumber(data, 'offset') ?? 0;
  const bitmap = readOwn(data, 'nullBitmap');
  const valid = types.isUint8Array(bitmap) && bitmap.length > 0 ? bitmap : undefined;
  const read = valueReader(data, readOwn(data, 'type'), offset);
  return {
    length,
    at: (row) => {
      if (valid !== undefined && (((valid[(offset + row) >> 3] ?? 0) >> ((offset + row) & 7)) & 1) === 0) return null;
      return read(row);
    },
  };
}

function valueReader(data: object, type: unknown, offset: number): (row: number) => unknown {
  const id = readNumber(type, 'typeId') ?? idByName(type);
  const values = readOwn(data, 'values');
  if (!types.isTypedArray(values)) return () => undefined;
  const cells = values as unknown as ArrayLike<number | bigint>;
  switch (id) {
    case TYPE.int:
    case TYPE.float:
    case TYPE.time:
      return (row) => cells[row];
    case TYPE.bool:
      return (row) => ((Number(cells[(offset + row) >> 3] ?? 0) >> ((offset + row) & 7)) & 1) === 1;
    case TYPE.date:
      return dateReader(cells, readNumber(type, 'unit') === 0 ? 86_400_000 : 1);
    case TYPE.timestamp:
      return dateReader(cells, [1000, 1, 1e-3, 1e-6][readNumber(type, 'unit') ?? 1] ?? 1);
    case TYPE.utf8:
    case TYPE.largeUtf8:
      return textReader(values, readOwn(data, 'valueOffsets'));
    case TYPE.dictionary: {
      const dictionary = readOwn(data, 'dictionary');
      const words = typeof dictionary === 'object' && dictionary !== null ? arrowReader(dictionary) : undefined;
      return (row) => words?.at(Number(cells[row] ?? -1));
    }
    default:
      return () => undefined;
  }
}

const TYPE = { int: 2, float: 3, utf8: 5, bool: 6, date: 8, time: 9, timestamp: 10, largeUtf8: 20, dictionary: -1 };

/** In apache-arrow `typeId` is a getter on each class's prototype in some versions: the class's name says the same. */
function idByName(type: unknown): number | undefined {
  const name = typeof type === 'object' && type !== null ? typeNameOf(type) : '';
  if (/^U?Int/.test(name)) return TYPE.int;
  if (/^Float/.test(name)) return TYPE.float;
  if (/^Utf8/.test(name)) return TYPE.utf8;
  if (/^LargeUtf8/.test(name)) return TYPE.largeUtf8;
  if (/^Bool/.test(name)) return TYPE.bool;
  if (/^Date/.test(name)) return TYPE.date;
  if (/^Timestamp/.test(name)) return TYPE.timestamp;
  if (/^Time/.test(name)) return TYPE.time;
  return /^Dictionary/.test(name) ? TYPE.dictionary : undefined;
}

function dateReader(cells: ArrayLike<number | bigint>, factor: number): (row: number) => unknown {
  return (row) => new Date(Number(cells[row] ?? 0) * factor);
}

function textReader(values: unknown, offsets: unknown): (row: number) => unknown {
  if (!types.isUint8Array(values) || !types.isTypedArray(offsets)) return () => undefined;
  const ends = offsets as unknown as ArrayLike<number | bigint>;
  return (row) => decode(values.subarray(Number(ends[row] ?? 0), Number(ends[row + 1] ?? 0)));
}

const TIMES = ['Second', 'Millisecond', 'Microsecond', 'Nanosecond'];
const UNITS: Record<'Timestamp' | 'Date' | 'Time', string[]> = {
  Timestamp: TIMES,
  Date: ['Day', 'Millisecond'],
  Time: TIMES,
};

/** `Float64`, `Dictionary<Int32, Utf8>`: as Arrow's users write it. */
export function typeNameOf(type: object): string {
  const chain = classChain(type);
  // types read from a file are of inner classes: `Int_`, `Timestamp_`
  const name = (chain[0] ?? readString(type, 'name') ?? 'unknown').replace(/^_|_$/g, '');
  const indices = readOwn(type, 'indices');
  const dictionary = readOwn(type, 'dictionary');
  if (typeof indices === 'object' && indices !== null && typeof dictionary === 'object' && dictionary !== null) {
    return `Dictionary<${typeNameOf(indices)}, ${typeNameOf(dictionary)}>`;
  }
  const bits = readNumber(type, 'bitWidth');
  if (name === 'Int' && bits !== undefined) return `${readOwn(type, 'isSigned') === false ? 'Uint' : 'Int'}${bits}`;
  const precision = readNumber(type, 'precision');
  if (name === 'Float' && precision !== undefined) return `Float${16 << precision}`;
  if (name === 'Timestamp' || name === 'Date' || name === 'Time')
    return `${name}${UNITS[name][readNumber(type, 'unit') ?? -1] ?? ''}`;
  return name;
}
