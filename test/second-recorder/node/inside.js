/**
 * The part of the second recorder that is evaluated in the plain program: `hit` is the condition of every breakpoint. It takes the
 * values of the variables in sight, finds out which call's frame it stands in, and notes what has changed since that frame was
 * last seen. It answers false, so the program never stops. Written as one expression, without imports: it shares no code with anything.
 */
(() => {
  const { AsyncLocalStorage } = process.getBuiltinModule('node:async_hooks');
  const { Stream } = process.getBuiltinModule('node:stream');
  const { types } = process.getBuiltinModule('node:util');
  const context = new AsyncLocalStorage();
  const MOST_ITEMS = 20000;
  const state = { contents: [], events: [], frames: [], blind: [], dropped: 0 };
  const known = new Map();
  const live = new Map();
  const modules = new Map();

  const kinds = new Set(['undefined', 'object', 'function', 'string', 'number', 'boolean', 'bigint', 'symbol']);

  const tagged = (t, v, c) => (c === undefined ? { t, v } : { t, c, v });
  const className = (value) => {
    const prototype = Object.getPrototypeOf(value);
    const maker = prototype && Object.getOwnPropertyDescriptor(prototype, 'constructor')?.value;
    return typeof maker === 'function' && maker.name ? maker.name : 'Object';
  };
  const table = (columns, rows) => ({ t: 'table', columns, rows });
  const read = (value, above) => {
    if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
    if (typeof value === 'number') {
      if (Number.isNaN(value)) return tagged('nan');
      if (!Number.isFinite(value)) return tagged(value > 0 ? 'inf' : '-inf');
      return Object.is(value, -0) ? tagged('-0') : value;
    }
    if (value === undefined) return tagged('undefined');
    if (typeof value === 'bigint') return tagged('int', String(value));
    if (typeof value === 'symbol') return tagged('symbol');
    if (typeof value === 'function') return tagged('function');
    if (types.isProxy(value)) return tagged('proxy');
    if (above.includes(value)) return tagged('cycle');
    if (types.isDate(value)) return tagged('date', Number.isNaN(value.getTime()) ? null : value.toISOString());
    if (types.isRegExp(value)) return tagged('other', String(value), 'RegExp');
    if (value instanceof URL) return tagged('other', value.href, 'URL');
    if (types.isDataView(value)) return tagged('unread', undefined, 'DataView');
    if (types.isModuleNamespaceObject(value)) return tagged('function');
    const inside = [...above, value];
    if (types.isNativeError(value))
      return { ...tagged('error', value.message, value.name), fields: fieldsOf(value, inside) };
    const all = (items) => Array.from(items, (item) => read(item, inside));
    if (Array.isArray(value)) {
      if (value.length > MOST_ITEMS) return tagged('large');
      return tagged('array', all(value), className(value));
    }
    if (types.isMap(value))
      return tagged(
        'map',
        Array.from(value, ([k, v]) => [read(k, inside), read(v, inside)]),
        className(value),
      );
    if (types.isSet(value)) return tagged('array', all(value), className(value));
    if (types.isTypedArray(value) && className(value) !== 'Buffer' && !(value instanceof Uint8Array))
      return tagged('array', all(value), className(value));
    if (types.isTypedArray(value) || types.isAnyArrayBuffer(value)) {
      const bytes = Buffer.from(value.buffer ?? value, value.byteOffset ?? 0, value.byteLength);
      return tagged('bytes', bytes.toString('hex'), className(value));
    }
    if (
      types.isPromise(value) ||
      types.isGeneratorObject(value) ||
      types.isMapIterator(value) ||
      types.isSetIterator(value)
    )
      return tagged('lazy', undefined, className(value));
    if (typeof value.columnNames === 'function' && typeof value.numRows === 'function') {
      const columns = value.columnNames();
      const rows = value.objects({ grouped: false }).map((row) => columns.map((name) => read(row[name], inside)));
      return table(columns, rows);
    }
    if (className(value) === 'Vector') return tagged('array', all(value), 'Vector');
    if (value.schema?.fields && typeof value.toArray === 'function') {
      const columns = value.schema.fields.map((field) => field.name);
      const parts = columns.map((name) => Array.from(value.getChild(name), (cell) => read(cell, inside)));
      return table(
        columns,
        Array.from({ length: value.numRows }, (_, row) => parts.map((part) => part[row])),
      );
    }
    if (typeof value.next === 'function' || value instanceof Stream || value instanceof ReadableStream)
      return tagged('lazy', undefined, className(value));
    return tagged('object', fieldsOf(value, inside), className(value));
  };
  const fieldsOf = (value, inside) => {
    const fields = [];
    for (const key of Object.keys(value)) {
      const { get, set, value: held } = Object.getOwnPropertyDescriptor(value, key);
      fields.push([key, get || set ? tagged('getter') : read(held, inside)]);
    }
    return fields;
  };

  const contentOf = (value) => {
    const text = JSON.stringify(read(value, []));
    let id = known.get(text);
    if (id === undefined) {
      id = state.contents.length;
      known.set(text, id);
      state.contents.push(text);
    }
    return id;
  };

  const open = (fn, parent) => {
    const frame = { id: state.frames.length, fn, parent, done: false, last: new Map(), site: -1 };
    state.frames.push({ id: frame.id, fn });
    if (!live.has(fn)) live.set(fn, []);
    live.get(fn).push(frame);
    return frame;
  };
  const chain = (fn, from) => {
    for (let at = from; at; at = at.parent) if (at.fn === fn) return at;
    return undefined;
  };
  const inChain = (fn, from) => {
    for (let at = from; at; at = at.parent) if (at.fn === fn && !at.done) return at;
    return live.get(fn)?.findLast((each) => !each.done);
  };

  const note = (owner, name, value, site, ahead) => {
    const content = contentOf(value);
    const before = owner.last.get(name);
    if (before === content) return;
    owner.last.set(name, content);
    state.events.push([owner.id, name, content, before === undefined ? -1 : before, site, ahead]);
  };

  /** `place`: { site, fn, entry, leaves, module }; `values`: [name, owner function, getter] of each variable in sight. */
  globalThis.$second = (place, values) => {
    try {
      const { site, fn, entry, leaves, module, line } = place;
      const store = context.getStore();
      let frame;
      if (module) {
        frame = modules.get(fn) ?? open(fn, undefined);
        modules.set(fn, frame);
      } else {
        frame =
          entry && !(store?.fn === fn && !store.done && store.site === site && place.again)
            ? undefined
            : inChain(fn, store);
        // where a function ends with one that it makes, both are left at one place
        if (!frame && leaves && !entry) return false;
        frame ??= open(fn, store);
      }
      const ran = frame.site;
      if (module) frame.line = leaves ? Infinity : Math.max(frame.line ?? 0, line);
      for (const [name, owner, get, after] of values) {
        // V8 gives out an exported variable before it is initialised, as a value that nothing may be done with
        if (after > 0 && !(modules.get(owner)?.line > after)) continue;
        let value;
        try {
          value = get();
          // V8 hands out its own mark for a variable that is not initialised yet: it is equal to nothing, and of no known type
          if (!kinds.has(typeof value) || (typeof value === 'undefined' && value !== undefined)) continue;
        } catch {
          if (leaves && owner === fn) state.blind.push([frame.id, name]);
          continue;
        }
        const holder = owner === fn ? frame : (modules.get(owner) ?? chain(owner, frame.parent ?? store));
        if (holder) note(holder, name, value, ran, site);
      }
      frame.site = site;
      if (leaves) {
        frame.done = true;
        if (!module) context.enterWith(frame.parent);
      } else context.enterWith(frame);
    } catch (error) {
      state.dropped++;
      state.error ??= String(error?.stack);
    }
    return false;
  };
  const { writeFileSync } = process.getBuiltinModule('node:fs');
  const { SECOND_RECORDER_OUT } = process.env;
  process.on('exit', () => writeFileSync(SECOND_RECORDER_OUT, JSON.stringify(state)));
})();
