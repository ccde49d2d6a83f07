/** A while loop whose test takes the next one and gives it a name. */

const jobs = [7, 0, 5, 3];
const done: number[] = [];
let job: number | undefined;
while ((job = jobs.pop() ?? 0) > 0) {
  done.push(job * 2);
}
console.log(done, jobs);
