/** Running statistics of one station, updated hour by hour. */
import type { Observation } from './observation.ts';

export class StationLog {
  readonly station: string;
  hours = 0;
  coldest = Number.POSITIVE_INFINITY;
  warmest = Number.NEGATIVE_INFINITY;
  rain = 0;
  gaps = 0;

  constructor(station: string) {
    this.station = station;
  }

  add(observation: Observation): void {
    this.hours += 1;
    this.rain += observation.rain;
    const { celsius, wind } = observation;
    if (celsius === null || wind === null) this.gaps += 1;
    if (celsius !== null) {
      this.coldest = Math.min(this.coldest, celsius);
      this.warmest = Math.max(this.warmest, celsius);
    }
  }

  summary() {
    return {
      station: this.station,
      hours: this.hours,
      coldest: Number(this.coldest.toFixed(1)),
      warmest: Number(this.warmest.toFixed(1)),
      rain: Number(this.rain.toFixed(2)),
      gaps: this.gaps,
    };
  }
}
