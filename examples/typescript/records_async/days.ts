/** Days made of hours: grouping, and which days were hard to fly on. */
import type { Observation } from './observation.ts';

export interface Day {
  day: string;
  station: string;
  hours: number;
  meanCelsius: number | null;
  strongestWind: number;
  lowestVisibility: number;
  rain: number;
}

export function groupBy<T>(items: T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

function mean(values: number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

export function toDay(hours: Observation[]): Day {
  const [{ day, station } = { day: '', station: '' }] = hours;
  const temperatures = hours.map((hour) => hour.celsius).filter((celsius) => celsius !== null);
  const meanCelsius = mean(temperatures);
  return {
    day,
    station,
    hours: hours.length,
    meanCelsius: meanCelsius === null ? null : Number(meanCelsius.toFixed(2)),
    strongestWind: Number(Math.max(...hours.map((hour) => hour.wind ?? 0)).toFixed(1)),
    lowestVisibility: Math.min(...hours.map((hour) => hour.visibility)),
    rain: Number(hours.reduce((sum, hour) => sum + hour.rain, 0).toFixed(2)),
  };
}

export function isHard({ strongestWind, lowestVisibility, rain }: Day): boolean {
  return strongestWind >= 25 || lowestVisibility < 0.5 || rain >= 1;
}
