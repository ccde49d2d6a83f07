import { EventEmitter, once } from 'node:events';

interface Job {
  id: number;
  cost: number;
  state: 'queued' | 'running' | 'done';
}
const bus = new EventEmitter();
const queue: Job[] = [5, 1, 3, 2].map((cost, id) => ({ id, cost, state: 'queued' }));
const order: number[] = [];
const totals = { done: 0, cost: 0 };
bus.on('done', (job: Job) => {
  order.push(job.id);
  totals.done += 1;
  totals.cost += job.cost;
});

async function worker(name: string): Promise<string[]> {
  const log: string[] = [];
  for (let job = queue.shift(); job; job = queue.shift()) {
    job.state = 'running';
    for (let tick = 0; tick < job.cost; tick++) await Promise.resolve();
    job.state = 'done';
    log.push(`${name}:${job.id}`);
    bus.emit('done', job);
  }
  return log;
}
const logs = await Promise.all([worker('a'), worker('b')]);
const merged = logs.flat().sort();
setImmediate(() => bus.emit('end', { ok: true }));
const [message] = (await once(bus, 'end')) as [{ ok: boolean }];
console.log(order, totals, merged, message.ok, queue.length);
