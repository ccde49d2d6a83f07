/** One hour of weather, as the rest of the program wants it: numbers are numbers, gaps are null. */
export interface Observation {
  station: string;
  day: string;
  hour: number;
  celsius: number | null;
  wind: number | null;
  rain: number;
  visibility: number;
}

export type Row = Record<string, string>;

const KNOTS_PER_MPH = 0.868976;

function numberIn(row: Row, column: string): number | null {
  const text = row[column];
  return text === undefined || text === '' ? null : Number(text);
}

export function toObservation(station: string, row: Row): Observation {
  const [day = '', time = '00'] = (row.time_hour ?? '').split('T');
  const fahrenheit = numberIn(row, 'temp');
  const mph = numberIn(row, 'wind_speed');
  return {
    station,
    day,
    hour: Number(time.slice(0, 2)),
    celsius: fahrenheit === null ? null : ((fahrenheit - 32) * 5) / 9,
    // The 1,048 mph at Newark on 12 February 2013 is a broken sensor, not a storm.
    wind: mph === null || mph > 200 ? null : mph * KNOTS_PER_MPH,
    rain: numberIn(row, 'precip') ?? 0,
    visibility: numberIn(row, 'visib') ?? 10,
  };
}
