/** Reads the stations and all of their observations, every file at once. */
import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { type Observation, type Row, toObservation } from './observation.ts';

const DATA = new URL('./data/', import.meta.url);

export interface Station {
  faa: string;
  name: string;
}

async function readRows(file: string): Promise<Row[]> {
  const text = await readFile(new URL(file, DATA), 'utf8');
  return parse(text, { columns: true, skip_empty_lines: true }) as Row[];
}

export async function readStations(): Promise<Station[]> {
  const rows = await readRows('stations.csv');
  return rows.map(({ faa = '', name = '' }) => ({ faa, name }));
}

export async function readObservations(stations: Station[]): Promise<Observation[]> {
  const perStation = await Promise.all(
    stations.map(async ({ faa }) => {
      const rows = await readRows(`weather-${faa}.csv`);
      return rows.map((row) => toObservation(faa, row));
    }),
  );
  return perStation.flat();
}
