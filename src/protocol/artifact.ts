/**
 * What the record says about one artifact: its kind, its summary (cheap and exact) and its preview (a bounded sample).
 * Written by the tracers (both languages), read by everyone else. Pure types: no code of a tracer or a view is here.
 */

/** How an artifact is drawn, filtered and summarised. `other` is any type without special knowledge. */
export type ArtifactKind =
  | 'table' // rows x named columns: data frames, Arrow and Arquero tables, arrays of records
  | 'series' // one column: a pandas or Polars series, an index
  | 'array' // n-dimensional numbers: NumPy, tensors, typed arrays
  | 'model' // an estimator, a pipeline of estimators, a network
  | 'figure' // a plot; its preview is an image
  | 'file' // a file or address that was read or written
  | 'connection' // an open file, socket, database connection or client
  | 'message' // a prompt or messages sent to a language model
  | 'response' // a completion that came back
  | 'collection' // list, tuple, set, array of mixed things
  | 'record' // dict, plain object, dataclass, Map, class instance with public fields
  | 'text'
  | 'bytes'
  | 'date'
  | 'scalar' // number, string of one short line, boolean, null
  | 'lazy' // generator, iterator, stream, lazy frame, promise: never consumed by us
  | 'function' // a callable or a class
  | 'other';

/**
 * One value inside a preview. JSON's own types stand for themselves. All else is a tagged pair, so that nothing is lost:
 * ['nan'] ['nat'] ['inf'] ['-inf'] ['-0'] ['undefined'] ['na'] ['int', digits] ['date', iso] ['bytes', hex]
 * ['text', beginning, full length] for a string that was cut; ['value', type, short text] for anything else.
 */
export type Cell = null | boolean | number | string | [tag: string, ...rest: (string | number)[]];

/** One column of a table or series. `fingerprint` is equal for equal content: the fact behind column lineage. */
export interface ColumnSummary {
  name: string;
  /** The library's own name of the type: int64, str, Utf8, category, object, mixed. */
  type: string;
  nulls?: number;
  min?: Cell;
  max?: Cell;
  mean?: number;
  distinct?: number;
  fingerprint?: string;
  /** Counts of 12 equal bins between min and max for numbers and dates, or of the most frequent values for text. */
  bins?: number[];
  top?: [value: Cell, count: number][];
  /** How many values `bins` and `top` were counted on, where not on all of them: evenly spaced ones. */
  sampled?: number;
  /** Of records of which a sample was looked at: some of those lack it, so that another sample may not show it at all. */
  sparse?: boolean;
}

/** How much of the value stands behind a summary. Anything but `full` is said wherever the artifact is shown. */
export type Detail = 'full' | 'sample' | 'summary' | 'type';

/** Exact facts. Fields that do not apply to a kind, or could not be had for free, are absent, never guessed. */
export interface Summary {
  /** Lengths along each dimension: [rows, columns] of a table, [n] of a collection, text (characters) or bytes. */
  shape?: number[];
  columns?: ColumnSummary[];
  /** Number of columns that `columns` leaves out. */
  columnsOmitted?: number;
  /** Names or description of the row index, where it is not just 0..n-1. */
  index?: string;
  dtype?: string;
  nulls?: number;
  min?: Cell;
  max?: Cell;
  mean?: number;
  bytes?: number;
  /** A scalar's, date's or short text's value. */
  value?: Cell;
  /** Type of the items of a collection, where they agree. */
  itemType?: string;
  /** A model's parameters: name -> short text. */
  parameters?: Record<string, string>;
  fitted?: boolean;
  /** What fitting found (n_features_in_, classes_, coefficients' shape): name -> short text. */
  state?: Record<string, string>;
  /** Steps of a pipeline or layers of a network, in order: [name, class]. */
  parts?: [name: string, type: string][];
  /** A message's or response's facts. */
  role?: string;
  model?: string;
  tokens?: { input?: number; output?: number; total?: number };
  finish?: string;
  /** A file's path (as the program wrote it) and how it was used. */
  path?: string;
  mode?: 'read' | 'write';
  /** A lazy value: pending, fulfilled, rejected, suspended, running, closed. A lazy frame has its `plan` as text. */
  progress?: string;
  plan?: string;
  /** Named fields of a record: name -> [type, short text]. */
  fields?: Record<string, [type: string, text: string]>;
  /** True where an object refers to itself. */
  cyclic?: boolean;
}

/** A bounded sample of the value, always with what was left out. Stored apart from the log, read on demand. */
export type Preview =
  | {
      form: 'table';
      columns: string[];
      /** Row labels, where the index says something. */
      index?: Cell[];
      /** Position of each row in the whole, so that a sample says which rows it holds. */
      positions?: number[];
      rows: Cell[][];
      totalRows: number;
      totalColumns: number;
    }
  | { form: 'items'; items: Cell[]; total: number }
  | { form: 'entries'; entries: [key: Cell, value: Cell][]; total: number }
  | { form: 'text'; text: string; total: number }
  | { form: 'image'; mime: 'image/png' | 'image/svg+xml'; blob: string; width?: number; height?: number }
  | { form: 'messages'; messages: { role: string; text: string; total: number }[]; total: number };
