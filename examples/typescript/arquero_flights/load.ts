/** Reads the example's CSV files into Arquero tables. */
import { readFile } from 'node:fs/promises';
import { type ColumnTable, fromCSV } from 'arquero';

const DATA = new URL('./data/', import.meta.url);

export interface Tables {
  flights: ColumnTable;
  weather: ColumnTable;
  planes: ColumnTable;
  airlines: ColumnTable;
  airports: ColumnTable;
}

async function readTable(name: string): Promise<ColumnTable> {
  const text = await readFile(new URL(`${name}.csv`, DATA), 'utf8');
  // The hour is a key of joins: as text it stays comparable.
  return fromCSV(text, { parse: { time_hour: String } });
}

export async function loadTables(): Promise<Tables> {
  const [flights, weather, planes, airlines, airports] = await Promise.all([
    readTable('flights'),
    readTable('weather'),
    readTable('planes'),
    readTable('airlines'),
    readTable('airports'),
  ]);
  return { flights, weather, planes, airlines, airports };
}
