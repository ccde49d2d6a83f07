/** How punctual each airline was, and how much of a delay its crews made good in the air. */
import { type ColumnTable, desc, op } from 'arquero';

const FEWEST_FLIGHTS = 100;

interface Flight {
  recovered: number;
  late: number;
  seats: number;
}

export function summariseAirlines(flights: ColumnTable, airlines: ColumnTable): ColumnTable {
  const byCarrier = flights.groupby('carrier').rollup({
    flights: op.count(),
    recovered: (d: Flight) => op.round(op.mean(d.recovered) * 10) / 10,
    late_share: (d: Flight) => op.round(op.mean(d.late) * 1000) / 1000,
    seats: (d: Flight) => op.sum(d.seats),
  });
  return byCarrier
    .params({ fewest: FEWEST_FLIGHTS })
    .filter((d: { flights: number }, $: { fewest: number }) => d.flights >= $.fewest)
    .join(airlines, 'carrier')
    .select('name', 'flights', 'recovered', 'late_share', 'seats')
    .orderby(desc('recovered'));
}
