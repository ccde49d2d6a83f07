/** What the weather was like when a flight left, and what it cost. */
import { type ColumnTable, desc, op } from 'arquero';

interface Hour {
  precip: number;
  visib: number;
  wind_speed: number;
}

/** Adds the weather of the hour to each flight, and says how rough it was. */
export function joinWeather(flights: ColumnTable, weather: ColumnTable): ColumnTable {
  const hour = ['origin', 'time_hour'];
  return flights.join_left(weather, [hour, hour]).derive({
    conditions: (d: Hour) =>
      d.visib == null ? 'unknown' : d.visib < 3 ? 'fog' : d.precip > 0 ? 'wet' : d.wind_speed > 20 ? 'windy' : 'fair',
  });
}

export function summariseWeather(flights: ColumnTable): ColumnTable {
  return flights
    .groupby('conditions')
    .rollup({
      flights: op.count(),
      mean_delay: (d: { dep_delay: number }) => op.round(op.mean(d.dep_delay) * 10) / 10,
      late_share: (d: { late: number }) => op.round(op.mean(d.late) * 1000) / 1000,
    })
    .orderby(desc('mean_delay'));
}
